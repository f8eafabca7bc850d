"""Standings to documents and data."""
