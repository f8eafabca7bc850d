"""A folder of an office: settings, units and their names, succession, the decision."""
