"""Counts to exact scores."""
