"""A font for Word files with every Vietnamese letter: the system is asked for one."""

import os
import sys
import unicodedata
from pathlib import Path

from sipas_cli.machine import programs

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_VOWELS = ("a", "a\u0306", "a\u0302", "e", "e\u0302", "i", "o", "o\u0302", "o\u031b", "u", "u\u031b", "y")
_SMALL = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES} | {"\u0111"}
#: The Vietnamese letters that ASCII does not have: 12 vowels with 6 tones, without the 6 that are plain,
#: and d with a stroke, small and capital: 2 x (12 x 6 - 6 + 1) = 134.
LETTERS = frozenset(letter for small in _SMALL if small not in "aeiouy" for letter in (small, small.upper()))

#: The first one that is there is named. Letters of the others are as wide as those of Times New Roman:
#: pages break alike.
SERIF = ("Times New Roman", "Liberation Serif", "Tinos")

_FONTCONFIG = programs.Kind("fontconfig", ("fc-list",), ())
_REGULAR = ":weight=80:slant=0"
_SECONDS = 20  # where fontconfig has not seen the fonts yet, it opens all of them


def serif(office: Path | None) -> tuple[str, Path] | None:
    """The first font for Word files that has all Vietnamese letters: its name and its file.

    office   LibreOffice, which brings fonts along on some systems
    """
    for name in SERIF:
        path = _listed(name) or _of_the_system(name) or _beside(office, name)
        if path:
            return name, path
    return None


def can_be_asked() -> bool:
    """Whether `serif` knows this system's fonts: otherwise None from it means unknown, and not that there is
    none."""
    return sys.platform in ("win32", "darwin") or programs.find(_FONTCONFIG) is not None


def _listed(name: str) -> Path | None:
    """The file that fontconfig lists of a font with all Vietnamese letters: Liberation Serif 1 has the name
    without the letters, and may lie beside version 2."""
    program = programs.find(_FONTCONFIG)
    if program is None:
        return None
    letters = " ".join(f"{ord(letter):x}" for letter in sorted(LETTERS))
    question = f":family={name}:charset={letters}{_REGULAR}"
    try:
        status, text = programs.run(
            [str(program), "--format", r"file=%{file}\n", question], seconds=_SECONDS, environment={}
        )
    except OSError:
        return None
    files = sorted(line for line in text.splitlines() if line.startswith("file="))  # the others are warnings
    if files and status == 0:
        return Path(files[0].removeprefix("file="))
    return None


def _of_the_system(name: str) -> Path | None:
    """The Times New Roman of Windows and macOS: theirs has had all the letters for twenty years."""
    places: list[Path] = []
    if sys.platform == "win32":
        places = [Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts", "times.ttf")]
    elif sys.platform == "darwin":
        folders = (Path("/System/Library/Fonts/Supplemental"), Path("/Library/Fonts"))
        places = [folder / "Times New Roman.ttf" for folder in folders]
    return next((path for path in places if name == "Times New Roman" and path.is_file()), None)


def _beside(office: Path | None, name: str) -> Path | None:
    """The Liberation Serif, version 2, that LibreOffice brings along where no system has packaged it."""
    if office is None or name != "Liberation Serif":
        return None
    path = office.resolve().parents[1] / "share" / "fonts" / "truetype" / "LiberationSerif-Regular.ttf"
    if path.is_file():
        return path
    return None
