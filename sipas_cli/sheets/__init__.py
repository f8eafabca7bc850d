"""Files of ballots in: what kind a file is, its sheets, and their columns as text.

with open_ahead(paths) as sources:
    for source in sources: ...
"""

from sipas_cli.sheets.sheet import Sheet, Source
from sipas_cli.sheets.source import Unreadable, digest, named, open_ahead, open_as_shown, opened, readable

__all__ = [
    "Sheet",
    "Source",
    "Unreadable",
    "digest",
    "named",
    "open_ahead",
    "open_as_shown",
    "opened",
    "readable",
]
