"""What the package says of itself on an index: the README with links that work there, where the project is.

The address of the repository is that of whoever publishes: SIPAS_REPOSITORY, such as
https://example.org/office/sipas. Links to files then lead there, to the version that is built, and pictures
are shown. Without it they are words: a page of an index has no files beside it.
"""

import os
import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

REPOSITORY = "SIPAS_REPOSITORY"
_PICTURE = re.compile(r"!\[([^\]]*)\]\((?!https?://)([^)#]+)\)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?://|#)([^)]+)\)")
_TABLE_OF_PICTURES = re.compile(r"(?m)^\|.*\|\n\|---.*\n\|(?: *!\[.*)\n\n?")


def readme(text: str, repository: str, version: str) -> str:
    """The README as an index shows it.

    repository   the address of the repository; "" where it is not known
    """
    if not repository:
        text = _TABLE_OF_PICTURES.sub("", text)
        return _LINK.sub(r"\1", text)
    text = _PICTURE.sub(rf"![\1]({repository}/raw/v{version}/\2)", text)
    return _LINK.sub(rf"[\1]({repository}/blob/v{version}/\2)", text)


def urls(repository: str, version: str) -> dict[str, str]:
    """The pages of the project, by the names that indices know."""
    if not repository:
        return {}
    at_version = f"{repository}/blob/v{version}"
    return {
        "Homepage": repository,
        "Documentation": f"{at_version}/docs/reference.md",
        "Changelog": f"{at_version}/CHANGELOG.md",
        "Issues": f"{repository}/issues",
    }


class Metadata(MetadataHookInterface):
    """Fills in what depends on who publishes."""

    def update(self, metadata: dict[str, object]) -> None:
        """Sets the README and the addresses."""
        repository = os.environ.get(REPOSITORY, "").rstrip("/")
        version = _version(Path(self.root))
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": readme(text, repository, version)}
        metadata["urls"] = urls(repository, version)


def _version(root: Path) -> str:
    """The version, which hatch works out only after this."""
    text = (root / "sipas_cli" / "__init__.py").read_text(encoding="utf-8")
    match = re.search(r'__version__ = "([^"]+)"', text)
    if not match:
        raise ValueError("sipas_cli/__init__.py has no __version__")
    return match[1]
