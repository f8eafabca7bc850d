"""Stored runs: their folders, years side by side, published tables as runs, what is folded in."""
