"""Fonts of this machine, and whether they have every Vietnamese letter."""

import os
import struct
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_VOWELS = ("a", "a\u0306", "a\u0302", "e", "e\u0302", "i", "o", "o\u0302", "o\u031b", "u", "u\u031b", "y")
_SMALL = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES} | {"\u0111"}
#: The Vietnamese letters that ASCII does not have: 12 vowels with 6 tones, without the 6 that are plain,
#: and d with a stroke, small and capital: 2 x (12 x 6 - 6 + 1) = 134.
LETTERS = frozenset(letter for small in _SMALL if small not in "aeiouy" for letter in (small, small.upper()))

#: Name -> its files. Letters of the others are as wide as those of Times New Roman: pages break alike.
SERIF = {
    "Times New Roman": ("times.ttf", "Times New Roman.ttf", "Times_New_Roman.ttf"),
    "Liberation Serif": ("LiberationSerif-Regular.ttf",),
    "Tinos": ("Tinos-Regular.ttf",),
}
_MOST = 60_000_000  # bytes of a font that is looked into; those with Chinese letters have 20 million
_TABLES = 200


def serif(beside: Path | None) -> tuple[str, Path] | None:
    """The first font for Word files that has all Vietnamese letters: its name and its file.

    beside   LibreOffice, which brings fonts along on some systems
    """
    paths = [path for folder in _folders(beside) for path in _fonts(folder)]
    found = (
        (name, path)
        for name, files in SERIF.items()
        for path in paths
        if path.name in files and not lacking(path)
    )
    return next(found, None)


def _folders(beside: Path | None) -> list[Path]:
    """Where fonts lie. One name may lie in several of them, in versions of which not all have the letters:
    Liberation 1 lacks 92."""
    bundled = [beside.resolve().parents[1] / "share" / "fonts"] if beside else []
    home = Path.home()
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", home), "Microsoft", "Windows", "Fonts")
        return [*bundled, Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), own]
    if sys.platform == "darwin":
        return [*bundled, Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*bundled, *shared, home / ".local" / "share" / "fonts", home / ".fonts"]


def _fonts(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        yield from (Path(where, name) for name in names if name.lower().endswith((".ttf", ".otf")))


def lacking(path: Path) -> set[str]:
    """The Vietnamese letters that a font does not have; all of them where it cannot be read."""
    try:
        if path.stat().st_size > _MOST:
            return set(LETTERS)
        known = _characters(path.read_bytes())
    except (OSError, struct.error, ValueError):
        return set(LETTERS)
    return {letter for letter in LETTERS if ord(letter) not in known}


# --- the table `cmap` of a font (OpenType 1.9, "cmap - Character to Glyph Index Mapping Table") -----


def _characters(font: bytes) -> set[int]:
    """The characters of the basic plane that a font has a glyph for."""
    count = struct.unpack_from(">H", font, 4)[0]
    start = None
    for number in range(min(count, _TABLES)):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == b"cmap":
            start = offset
    if start is None:
        raise ValueError("no cmap")
    return _of_cmap(font, start)


def _of_cmap(font: bytes, start: int) -> set[int]:
    """What the subtables of format 4 list; every font with Vietnamese letters has one."""
    found: set[int] = set()
    for number in range(min(struct.unpack_from(">H", font, start + 2)[0], _TABLES)):
        _, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * number)
        if struct.unpack_from(">H", font, start + offset)[0] == 4:
            found |= _of_segments(font, start + offset)
    return found


def _of_segments(font: bytes, start: int) -> set[int]:
    """Format 4: segments of characters, each with a distance to its glyphs or a list of them; glyph 0 is
    the box for what is missing."""
    doubled = struct.unpack_from(">H", font, start + 6)[0]
    own = f">{doubled // 2}H"
    ends = struct.unpack_from(own, font, start + 14)
    starts, deltas, offsets = (struct.unpack_from(own, font, start + 16 + n * doubled) for n in (1, 2, 3))
    found: set[int] = set()
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        listed = start + 16 + 3 * doubled + 2 * number + offset
        for character in range(first, last + 1):
            glyph = character
            if offset:
                glyph = struct.unpack_from(">H", font, listed + 2 * (character - first))[0]
            if glyph and (glyph + delta) % 65536:
                found.add(character)
    return found - {0xFFFF}
