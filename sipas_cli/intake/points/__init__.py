"""Tables of points: whose each cell is, of which part of the tree, and what is in it."""
