"""The only YAML door: criteria sets, form tools and mappings, checked; each word of a policy once."""
