"""Whether the packages that `sipas` asks for are there, and new enough. Only the standard library is used:
this must work where one of them is missing or too old."""

import re
from dataclasses import dataclass
from importlib import metadata

_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?(?:>=([0-9.]+))?(;.*)?")


@dataclass(frozen=True)
class Package:
    """A package that every command needs.

    least      the lowest version that will do
    installed  the version that is there, "" if it is not
    """

    name: str
    least: str
    installed: str

    @property
    def good(self) -> bool:
        """Whether a version is there that is new enough."""
        return bool(self.installed) and numbers(self.installed) >= numbers(self.least)

    @property
    def shown(self) -> str:
        """What is there, and what is wanted."""
        return f"{self.name} {self.installed or '-'} (>= {self.least})"


def packages() -> list[Package]:
    """The packages that `sipas` asks for; none where it was not installed."""
    try:
        wanted = metadata.requires("sipas") or []
    except metadata.PackageNotFoundError:  # run from a folder that it was not installed from
        return []
    named = filter(None, (_REQUIREMENT.match(text.replace(" ", "")) for text in wanted))
    return [Package(match[1], match[2] or "0", version(match[1])) for match in named if not match[3]]


def lacking() -> list[Package]:
    """The packages that are missing or too old."""
    return [package for package in packages() if not package.good]


def version(name: str) -> str:
    """The version of a package; "" where it is not there."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def numbers(version: str) -> list[int]:
    """A version as numbers that can be compared.

    >>> numbers("2.10.1") > numbers("2.9")
    True
    >>> numbers("")
    []
    """
    return [int(part) for part in re.findall(r"\d+", version.partition("+")[0])]
