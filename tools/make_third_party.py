"""Writes THIRD-PARTY.md: what is installed with `sipas`, under which licence; and collects the licences.

python tools/make_third_party.py            # the page, of the packages of constraints.txt
python tools/make_third_party.py FOLDER     # their licence files, for those who hand them on with the program
"""

import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "THIRD-PARTY.md"
#: What a package does not say in words that a program can read (its licence file says so), or cannot say
#: where only another system needs it.
_TOLD = {"python-dateutil": "BSD-3-Clause", "resvg-py": "MIT", "tzdata": "Apache-2.0"}
#: The licence of a package that comes without the text of it.
_TEXTS = {"docxtpl": ROOT / "contrib" / "licenses" / "LGPL-2.1.txt"}
_CLASSIFIER = "License :: OSI Approved :: "
_LICENCE_FILE = re.compile(r"(?i)(^|/)(licen[cs]e|copying|notice)[^/]*$")
_HEAD = """\
# Gói của bên thứ ba · third-party packages

`sipas` theo giấy phép MIT (LICENSE). Khi cài, các gói dưới đây được cài kèm, mỗi gói theo giấy phép của
nó; không mã nguồn nào của chúng nằm trong kho này. `docxtpl` theo LGPL-2.1: nó là một gói riêng, thay
được bằng bản khác; ai đóng gói chung thành một chương trình (contrib/windows) thì kèm các giấy phép và để
gói ấy thay được. Phông Liberation (templates/fonts) theo SIL OFL 1.1. `tools/make_third_party.py` ghi
trang này.

`sipas` is under the MIT licence (LICENSE). These packages are installed with it, each under its own
licence; nothing of their code is in this repository. `docxtpl` is under the LGPL-2.1: it is a package of
its own, which can be replaced by another version; whoever hands all of it on as one program
(contrib/windows) adds the licences and leaves it replaceable. The Liberation fonts (templates/fonts) are
under the SIL OFL 1.1. `tools/make_third_party.py` writes this.

| gói · package | giấy phép · licence |
|---|---|
"""


def names() -> list[str]:
    """The packages that are installed with `sipas`, those of the extra `parquet` too."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return list(dict.fromkeys(line.partition("==")[0] for line in lines if line))


def is_installed(name: str) -> bool:
    """Whether a package is installed here; pandas needs `tzdata` on Windows only."""
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def licence(name: str) -> str:
    """The licence of a package. Raises LookupError where it says none and none was looked up, and
    PackageNotFoundError where it is not installed."""
    if name in _TOLD:
        return _TOLD[name]
    about = metadata.metadata(name)
    if expression := about.get("License-Expression"):
        return expression
    said = [text for text in about.get_all("Classifier", []) if text.startswith(_CLASSIFIER)]
    words = about.get("License", "")
    if words and len(words) < 30:
        return words
    if not said:
        raise LookupError(name)
    return said[0].removeprefix(_CLASSIFIER)


def page() -> str:
    """THIRD-PARTY.md."""
    return _HEAD + "".join(f"| {name} | {licence(name)} |\n" for name in names())


def licence_files(name: str) -> Iterator[tuple[str, bytes]]:
    """(name, content) of the licence files of an installed package."""
    distribution = metadata.distribution(name)
    for file in distribution.files or []:
        if _LICENCE_FILE.search(str(file)) and file.suffix not in (".py", ".pyc"):
            yield str(file).replace("/", "_"), Path(str(file.locate())).read_bytes()


def collect(folder: Path) -> None:
    """Puts the licence files of all packages, ours and that of the fonts into a folder. Raises KeyError for a
    package that has none, where none was put into contrib/licenses. A package that only another system or
    other versions need is not installed here, so it is not handed on either."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sipas.txt").write_bytes((ROOT / "LICENSE").read_bytes())
    (folder / "fonts.txt").write_bytes((ROOT / "templates" / "fonts" / "LICENSE").read_bytes())
    (folder / PAGE.name).write_bytes(PAGE.read_bytes())
    for name in filter(is_installed, names()):
        files = dict(licence_files(name))
        if not files:
            files = {_TEXTS[name].name: _TEXTS[name].read_bytes()}
        for file, content in files.items():
            (folder / f"{name}-{file}").write_bytes(content)


if __name__ == "__main__":
    if sys.argv[1:]:
        collect(Path(sys.argv[1]))
    else:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
