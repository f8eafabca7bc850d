"""What the machine has: programs, fonts, versions of packages, PDF."""
