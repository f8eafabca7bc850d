"""A stored run made again from its sources."""
