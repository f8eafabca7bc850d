"""Stored runs: their folders, which of them a command means, years side by side, published tables as runs,
what is folded in.
"""
