"""Charts as pictures, for documents that cannot hold SVG."""

from sipas_cli.rules.library import shipped

#: Pixels of the picture for each unit of the drawing: sharp in print at the width of a page.
_ZOOM = 3
_FAMILY = "Liberation Sans"


def png(svg: str) -> bytes:
    """A drawing as PNG on white ground. Its letters are those of the fonts that ship with the program, so
    that the same drawing gives the same bytes on every machine; nothing that the drawing names is opened."""
    import resvg_py

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
