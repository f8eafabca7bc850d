"""Vietnamese text: comparing, sorting, reading and printing. Nothing here knows what a unit or a score is."""
