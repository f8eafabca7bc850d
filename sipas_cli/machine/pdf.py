"""Pdf: of Word files and workbooks by LibreOffice, of html by a browser or WeasyPrint."""

import hashlib
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sipas_cli.errors import SurroundingsError
from sipas_cli.machine import messages, programs
from sipas_cli.machine.packing import packed
from sipas_cli.machine.page_numbers import numbered, wants_numbers
from sipas_cli.machine.programs import BROWSER, OFFICE, Kind, ProgramSaidError
from sipas_cli.messages import Message
from sipas_cli.workspace.settings import PDF_SECONDS

#: Nothing is listened to at this address: what goes there goes nowhere.
_NOWHERE = "127.0.0.1"
_DISCARD = 9

#: A first start without questions, pdf with tags and bookmarks, Vietnamese figures whatever the locale of
#: cron is, no macros, and no way to the network for pictures that a template links to.
_PROFILE: Mapping[tuple[str, str], object] = {
    ("org.openoffice.Setup/L10N", "ooSetupSystemLocale"): "vi-VN",
    ("org.openoffice.Office.Common/Misc", "FirstRun"): "false",
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution"): "true",
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel"): 3,
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks"): "true",
    ("org.openoffice.Office.Common/Filter/PDF/Export", "UseTaggedPDF"): "true",
    ("org.openoffice.Office.Common/Filter/PDF/Export", "ExportBookmarks"): "true",
    ("org.openoffice.Inet/Settings", "ooInetProxyType"): 2,  # a proxy that is set by hand
    ("org.openoffice.Inet/Settings", "ooInetNoProxy"): "",
    **{
        ("org.openoffice.Inet/Settings", f"ooInet{kind}Proxy{what}"): value
        for kind in ("HTTP", "HTTPS")
        for what, value in (("Name", _NOWHERE), ("Port", _DISCARD))
    },
}
_OFFICE_WORDS = (
    *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
    *("--convert-to", "pdf"),
)
_BROWSER_WORDS = (
    *("--headless", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-sync"),
    *("--no-first-run", "--no-default-browser-check", "--password-store=basic", "--use-mock-keychain"),
    *("--disable-background-networking", "--disable-component-update", "--disable-domain-reliability"),
    # two walls before the network: no name is resolved, and a proxy that is not there is asked for the rest
    *("--host-resolver-rules=MAP * ~NOTFOUND", f"--proxy-server={_NOWHERE}:{_DISCARD}"),
    "--proxy-bypass-list=<-loopback>",
    *("--lang=vi", "--no-pdf-header-footer", "--print-to-pdf-no-header"),
    *("--generate-pdf-document-outline", "--export-tagged-pdf"),
)
#: UTC, so that a date is written alike everywhere; the other is for versions that know it.
_ENVIRONMENT = {"TZ": "UTC0", "SOURCE_DATE_EPOCH": "315532800"}


def from_office(content: bytes, suffix: str, *, seconds: int = PDF_SECONDS) -> bytes:
    """A Word file or workbook as pdf, as `all_from_office`."""
    return all_from_office([content], suffix, seconds=seconds)[0]


def all_from_office(contents: Sequence[bytes], suffix: str, *, seconds: int = PDF_SECONDS) -> list[bytes]:
    """Word files or workbooks as pdf, in their order, by one start of LibreOffice: it takes most of the time.

    suffix    what LibreOffice knows the kind by, such as ".docx"
    seconds   for each of them

    Raises SurroundingsError where there is no LibreOffice, it fails, or the time is up.
    """
    program = programs.find(OFFICE)
    if program is None:
        raise _missing(messages.PDF_NO_OFFICE, OFFICE)
    with _folder(program) as folder:
        sources = [folder / f"document-{number}{suffix}" for number in range(len(contents))]
        for source, content in zip(sources, contents, strict=True):
            source.write_bytes(content)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
        words = [f"-env:UserInstallation={profile.as_uri()}", *_OFFICE_WORDS, "--outdir", str(folder)]
        command = [str(program), *words, *map(str, sources)]
        made = [source.with_suffix(".pdf") for source in sources]
        return _made(OFFICE.name, command, made, seconds * len(contents))


def from_html(content: bytes, *, seconds: int = PDF_SECONDS) -> bytes:
    """A self-contained html as pdf, by a browser, else by WeasyPrint. Nothing is fetched for it. A browser
    prints one twice that has places for numbers of pages.

    Raises SurroundingsError where there is neither, it fails, or the time is up.
    """
    program = programs.find(BROWSER)
    if program is None:
        return _by_weasyprint(content, seconds)
    made = _by_browser(program, content, seconds)
    if wants_numbers(content):
        made = _by_browser(program, numbered(content, made), seconds)
    return packed(made)


def _by_browser(program: Path, content: bytes, seconds: int) -> bytes:
    with _folder(program) as folder:
        source, made = folder / "document.html", folder / "document.pdf"
        source.write_bytes(content)
        words = [f"--user-data-dir={folder / 'profile'}", *_BROWSER_WORDS, f"--print-to-pdf={made}"]
        if sys.platform != "win32" and os.geteuid() == 0:
            words.append("--no-sandbox")  # a browser refuses to start as root with it
        return _made(BROWSER.name, [str(program), *words, source.as_uri()], [made], seconds)[0]


def version(kind: Kind, program: Path, *, seconds: int = PDF_SECONDS) -> str | None:
    """The version that a program says it has; "" where it cannot be asked without opening a window, None
    where it does not answer."""
    if os.name == "nt" and kind is BROWSER:
        return ""
    with _folder(program) as folder:
        profile = [f"-env:UserInstallation={folder.as_uri()}"] if kind is OFFICE else []
        try:
            words = [str(program), *profile, "--version"]
            status, output = programs.run(words, seconds=seconds, environment=_ENVIRONMENT)
        except OSError:
            return None
    match = re.search(r"\d+(\.\d+)+", output)
    if status == 0 and match:
        return match[0]
    return None


def trial() -> bytes:
    """A Word file of one page, to try LibreOffice with."""
    import docx

    document = docx.Document()
    document.add_paragraph("Aa")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- running the program -------------------------------------------------------------------------


@contextmanager
def _folder(program: Path) -> Iterator[Path]:
    """A folder for one conversion, where the program can write."""
    parent = programs.own_folder(program)
    if parent:
        parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sipas-", dir=parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


def _settings() -> str:
    """The settings of a profile of LibreOffice."""
    items = (
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for (path, name), value in _PROFILE.items()
    )
    space = 'xmlns:oor="http://openoffice.org/2001/registry"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {space}>{"".join(items)}</oor:items>\n'


def _made(name: str, command: Sequence[str], made: Sequence[Path], seconds: int) -> list[bytes]:
    """Runs a program that is to write the files `made`, and returns what it wrote."""
    try:
        status, output = programs.run(command, seconds=seconds, environment=_ENVIRONMENT)
    except OSError as error:
        raise SurroundingsError(messages.PDF_FAILED, where=command[0], name=name) from error
    if status is None:
        slow = SurroundingsError(messages.PDF_TOO_SLOW, where=command[0], name=name, seconds=seconds)
        raise slow from ProgramSaidError(output)
    contents = [path.read_bytes() for path in made if path.is_file()]
    if len(contents) < len(made) or not all(map(is_pdf, contents)):
        cause = ProgramSaidError(f"{status}: {output}")
        raise SurroundingsError(messages.PDF_FAILED, where=command[0], name=name) from cause
    return [timeless(content) for content in contents]


def is_pdf(content: bytes) -> bool:
    """Whether it is a pdf with a beginning and an end."""
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def _missing(message: Message, kind: Kind) -> SurroundingsError:
    return SurroundingsError(message, looked="; ".join(programs.looked_in(kind)))


# --- WeasyPrint ----------------------------------------------------------------------------------

#: In a process of its own, as it has to be ended when the time is up. Only what the page holds is read.
_SCRIPT = """
import sys
from weasyprint import HTML
from weasyprint.urls import URLFetcher
with open(sys.argv[1], encoding="utf-8") as page:
    own = HTML(string=page.read(), url_fetcher=URLFetcher(allowed_protocols=("data",)))
own.write_pdf(sys.argv[2])
"""


def has_weasyprint() -> bool:
    """Whether WeasyPrint 68 or later is there with the libraries that it needs; earlier ones follow a
    redirection to what they were told not to fetch."""
    try:
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):  # OSError: the package is there, pango is not
        return False
    return bool(URLFetcher)


def _by_weasyprint(content: bytes, seconds: int) -> bytes:
    if not has_weasyprint():
        raise _missing(messages.PDF_NO_BROWSER, BROWSER)
    with _folder(Path(sys.executable)) as folder:
        source, made = folder / "document.html", folder / "document.pdf"
        source.write_bytes(content)
        words = [sys.executable, "-P", "-c", _SCRIPT, str(source), str(made)]
        return _made("WeasyPrint", words, [made], seconds)[0]


# --- the same input, the same bytes --------------------------------------------------------------

#: A date of the document, as a string or in XMP; its digits are replaced, so that nothing moves.
_DATE = re.compile(
    rb"/(?:CreationDate|ModDate) ?\(D:[^)]{4,32}\)"
    rb"|<xmp:(?:CreateDate|ModifyDate|MetadataDate)>[^<]{4,40}<"
)
#: The identity of the file, and LibreOffice's digest of it, which holds the time too.
_ID = re.compile(rb"/ID ?\[ ?<[0-9A-Fa-f]{32}>\s*<[0-9A-Fa-f]{32}> ?\]|/DocChecksum /[0-9A-Fa-f]{32}")
_HEX = re.compile(rb"(?<=[</])[0-9A-Fa-f]{32}")
_FIRST_DAY = b"19800101" + 24 * b"0"  # that of every package that is written


def timeless(content: bytes) -> bytes:
    """The same pdf with a fixed date, and with the digest of the rest as its identity: the same input
    gives the same bytes. Every replacement is as long as what stood there, as a pdf counts its bytes."""
    dated = _DATE.sub(lambda match: _first_day(match[0]), content)
    blank = _ID.sub(lambda match: _HEX.sub(b"0" * 32, match[0]), dated)
    identity = hashlib.sha256(blank).hexdigest()[:32].upper().encode()
    return _ID.sub(lambda match: _HEX.sub(identity, match[0]), blank)


def _first_day(date: bytes) -> bytes:
    digits = iter(_FIRST_DAY)
    return re.sub(rb"\d", lambda _: bytes([next(digits)]), date)
