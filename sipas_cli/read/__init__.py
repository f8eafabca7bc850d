"""Files of ballots in: what kind a file is, its sheets, and their columns as text.

for sheet in open_source(path).sheets: ...
"""

from sipas_cli.read.source import Sheet, Source, open_source

__all__ = ["Sheet", "Source", "open_source"]
