"""The folder of an office: settings, the register of units and their names, succession, the decision."""
