"""Sizes of samples, their allocation, the draw, and what was issued."""
