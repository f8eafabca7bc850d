"""Every figure that a line can show, once: its heading, how it is read, its kind, where and when it is shown.

A line is a unit in a table. A new figure is a record in `units`, with its heading and its meaning in
`messages`, and a place in `outputs`, where each output has the figures that it shows, in its order. Whoever
writes an output loops over these; the table of figures in the reference is made from them.
"""
