"""What the machine has: programs, fonts, PDF, versions of packages."""
