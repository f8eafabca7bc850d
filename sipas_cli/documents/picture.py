"""Charts as pictures, for documents that cannot hold SVG."""

import re

from sipas_cli.documents import messages
from sipas_cli.errors import RulesError
from sipas_cli.rules.library import shipped

#: Pixels of the picture for each unit of the drawing: at 98 mm 220 to an inch, as many as Word itself keeps.
_ZOOM = 2
_FAMILY = "Liberation Sans"


def png(svg: str, name: str) -> bytes:
    """A drawing as PNG on white ground; `name` is that of its template. Its letters are those of the fonts
    that ship with the program, so that the same drawing gives the same bytes on every machine.

    Raises RulesError if the drawing takes in a picture: that could be any file of the machine.
    """
    import resvg_py

    if re.search(r"<\s*(\w+:)?image\b", svg, re.IGNORECASE):
        raise RulesError(messages.TEMPLATE_IMAGE, where=name)

    fonts = [str(path) for path in sorted((shipped("templates") / "fonts").glob("*.ttf"))]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=_ZOOM,
            background="#ffffff",
            skip_system_fonts=True,
            font_files=fonts,
            font_family=_FAMILY,
            sans_serif_family=_FAMILY,
        )
    )
