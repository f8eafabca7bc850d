"""From counts or points to exact scores, ranks and bands; the cases that criteria sets carry."""
