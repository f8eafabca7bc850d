"""Workbooks that are written: the book, its sheets and formats."""
