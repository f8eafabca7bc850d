"""Pdf by the programs of the machine: found, limited, checked, and the same bytes each time."""

import http.server
import io
import re
import sys
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Sipas, ballots, browser, soffice, write_book

from sipas_cli.errors import SurroundingsError
from sipas_cli.machine import messages, packing, pdf, programs
from sipas_cli.machine.programs import BROWSER, OFFICE

PAGE = "<!doctype html><html lang=vi><title>Thử</title><p>Đồng hạng".encode()


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice, browser and WeasyPrint."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(programs, "_patterns", lambda kind: ["/nowhere/*/soffice"])
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setitem(sys.modules, "weasyprint.urls", None)


def fake(folder: Path, name: str, script: str) -> Path:
    """A program in a folder of its own."""
    path = folder / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PATH with the folder of a program before the folders that a shell needs."""
    monkeypatch.setenv("PATH", f"{path.parent}:/usr/bin:/bin")


def decide(sipas: Sipas, folder: Path) -> None:
    """A workspace with a run that a decision can be made from."""
    write_book(folder / "a.xlsx", ballots())
    sipas("init", ".")
    assert sipas("score", "a.xlsx", "--criteria", "quang-ninh-2023", "--year", "2023").status == 0


# --- without the program, and with one that does not do its work ---------------------------------


@pytest.mark.usefixtures("nothing_installed")
def test_without_libreoffice_it_is_said_what_was_not_found_and_what_to_install(
    sipas: Sipas, tmp_path: Path
) -> None:
    decide(sipas, tmp_path)
    result = sipas("render-decision", "--format", "pdf")
    assert result.status == 4
    for text in ("LibreOffice", "PATH; /nowhere/*/soffice", "apt install libreoffice-writer"):
        assert text in result.err
    assert "was not found in: PATH" in sipas("render-decision", "--format", "pdf", "--lang", "en").err
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.usefixtures("nothing_installed")
def test_without_browser_and_weasyprint_an_html_is_not_made_into_pdf() -> None:
    with pytest.raises(SurroundingsError) as raised:
        pdf.from_html(PAGE)
    assert raised.value.message is messages.PDF_NO_BROWSER
    assert raised.value.exit_status == 4
    assert raised.value.params["looked"] == "PATH; /nowhere/*/soffice"


@pytest.mark.parametrize(
    "script",
    [
        "echo 'the machine says' >&2; exit 1",
        "echo 'the machine says'; exit 0",
        "echo 'the machine says'; cd \"${0%/*}\"; exit 0",
    ],
)
def test_a_program_that_writes_nothing_is_reported_without_what_it_said(
    script: str, sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(sipas, tmp_path)
    path = fake(tmp_path, "soffice", script)
    only(path, monkeypatch)
    result = sipas("render-decision", "--format", "pdf")
    assert result.status == 4
    assert f"{path}: LibreOffice không tạo được pdf" in result.err
    assert "the machine says" not in result.err
    assert "the machine says" in sipas("render-decision", "--format", "pdf", "-v").err


def test_what_a_program_says_cannot_steer_the_terminal(
    sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(sipas, tmp_path)
    only(fake(tmp_path, "soffice", "printf '\\033[2Jcleared'; exit 1"), monkeypatch)
    said = sipas("render-decision", "--format", "pdf", "-v").err
    assert "[2Jcleared" in said
    assert "\x1b" not in said


@pytest.mark.parametrize("made", ["", "no pdf at all", "%PDF-1.7 broken off"])
def test_a_file_that_is_no_whole_pdf_is_refused(
    made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = f'for last; do :; done; printf "{made}" > "${{last%.docx}}.pdf"'.replace("%PDF", "%%PDF")
    only(fake(tmp_path, "soffice", script), monkeypatch)
    with pytest.raises(SurroundingsError) as raised:
        pdf.from_office(b"", ".docx")
    assert raised.value.message is messages.PDF_FAILED


def test_a_program_that_hangs_is_ended_with_its_children_when_the_time_of_the_workspace_is_up(
    sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(sipas, tmp_path)
    settings = tmp_path / "sipas.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\npdf_seconds: 1\n", encoding="utf-8")
    alive = tmp_path / "alive"
    script = f'mkfifo "{alive}.pipe"; (exec 3<>"{alive}.pipe"; read line <&3; touch "{alive}") & wait'
    only(fake(tmp_path, "soffice", script), monkeypatch)
    result = sipas("render-decision", "--format", "pdf")
    assert result.status == 4
    assert "LibreOffice chạy quá 1 giây" in result.err
    # nobody reads from the pipe any more: opening it for writing without waiting fails
    opener = "import os, sys; os.open(sys.argv[1], os.O_WRONLY | os.O_NONBLOCK)"
    status, said = programs.run([sys.executable, "-c", opener, f"{alive}.pipe"], seconds=20, environment={})
    assert (status, "No such device or address" in said) == (1, True)


def test_programs_are_not_taken_from_a_folder_that_path_names_relatively(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fake(tmp_path, "soffice", "exit 0")
    monkeypatch.setattr(programs, "_patterns", lambda kind: [])
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("PATH", "::.")
    assert programs.find(OFFICE) is None
    monkeypatch.setenv("PATH", str(path.parent))
    assert programs.find(OFFICE) == path


def test_programs_are_found_in_the_usual_places_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for place in ("LibreOffice 25/program/soffice.exe", "Microsoft/Edge/Application/msedge.exe"):
        made.append(tmp_path / place)
        made[-1].parent.mkdir(parents=True)
        made[-1].touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(programs, "_on_windows", lambda: True)
    for name in ("PROGRAMFILES", "PROGRAMW6432", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert [programs.find(OFFICE), programs.find(BROWSER)] == made
    assert str(tmp_path / "Google/Chrome/Application/chrome.exe") in programs.looked_in(BROWSER)


def test_a_program_shut_in_by_snap_or_flatpak_gets_a_folder_that_it_can_write_to() -> None:
    home = Path.home()
    assert programs.own_folder(Path("/usr/bin/chromium")) is None
    assert programs.own_folder(Path("/snap/bin/chromium")) == home / "snap/chromium/common"
    flatpak = Path("/var/lib/flatpak/exports/bin/org.libreoffice.LibreOffice")
    assert programs.own_folder(flatpak) == home / ".var/app/org.libreoffice.LibreOffice/cache"


# --- WeasyPrint ----------------------------------------------------------------------------------


WEASYPRINT = """
from pathlib import Path

class HTML:
    def __init__(self, string, url_fetcher):
        assert "Đồng hạng" in string
        assert url_fetcher.allowed == ("data",)

    def write_pdf(self, target):
        Path(target).write_bytes(b"%PDF-1.7 /CreationDate(D:20261122135351+07'00') %%EOF")
"""
URLS = """
class URLFetcher:
    def __init__(self, allowed_protocols):
        self.allowed = allowed_protocols
"""


@pytest.mark.usefixtures("nothing_installed")
def test_weasyprint_makes_the_pdf_where_there_is_no_browser_and_may_fetch_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "weasyprint"
    package.mkdir()
    (package / "__init__.py").write_text(WEASYPRINT, encoding="utf-8")
    (package / "urls.py").write_text(URLS, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(pdf, "has_weasyprint", lambda: True)
    assert b"D:19800101000000+00'00'" in pdf.from_html(PAGE)
    with pytest.raises(SurroundingsError) as raised:
        pdf.from_html(b"<p>Aa")
    assert raised.value.message is messages.PDF_FAILED
    assert raised.value.params["name"] == "WeasyPrint"


# --- the same bytes ------------------------------------------------------------------------------


def test_dates_and_identities_are_replaced_by_fixed_ones_of_equal_length() -> None:
    body = (
        b"%PDF-1.6\n<</CreationDate(D:2026{}Z')/ModDate (D:2026{}+07'00')>>"
        b"<xmp:CreateDate>2026-{}T05:06:07+07:00</xmp:CreateDate>"
        b"/ID [ <A{}B>\n<A{}B> ]\n/DocChecksum /C{}D\n%%EOF"
    )
    first = body.replace(b"2026{}", b"20261122135351").replace(b"{}T", b"11-22T").replace(b"{}", 15 * b"0A")
    later = body.replace(b"2026{}", b"20270101000001").replace(b"{}T", b"12-01T").replace(b"{}", 15 * b"1B")
    assert pdf.timeless(first) == pdf.timeless(later)
    assert len(pdf.timeless(first)) == len(first)
    assert b"/CreationDate(D:19800101000000Z')/ModDate (D:19800101000000+00'00')" in pdf.timeless(first)
    assert b"<xmp:CreateDate>1980-01-01T00:00:00+00:00<" in pdf.timeless(first)
    assert pdf.timeless(first.replace(b"1.6", b"1.7"))[-60:] != pdf.timeless(first)[-60:]


def test_the_decision_in_pdf_is_the_same_each_time(
    sipas: Sipas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soffice()
    decide(sipas, tmp_path)
    assert sipas("render-decision", "--format", "pdf").out == "quyet-dinh-2023.pdf\n"
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    assert sipas("render-decision", "-o", "b.pdf").status == 0
    made = (tmp_path / "quyet-dinh-2023.pdf").read_bytes()
    assert made == (tmp_path / "b.pdf").read_bytes()
    assert b"LiberationSerif" in made or b"TimesNewRoman" in made


def test_the_decision_in_pdf_has_tags_bookmarks_and_its_language(sipas: Sipas, tmp_path: Path) -> None:
    soffice()
    decide(sipas, tmp_path)
    assert sipas("render-decision", "-o", "a.pdf").status == 0
    made = (tmp_path / "a.pdf").read_bytes()
    for part in (b"/StructTreeRoot", b"/Outlines", b"/Lang(vi-VN)"):
        assert part in made, part


def test_a_browser_gives_the_same_bytes_each_time() -> None:
    browser()
    first = pdf.from_html(PAGE)
    assert first == pdf.from_html(PAGE)
    assert b"/CreationDate (D:19800101000000+00'00')" in unpacked(first)


# --- small, and with tags ------------------------------------------------------------------------


def unpacked(content: bytes) -> bytes:
    """All that the compressed streams of a pdf hold."""
    streams = re.findall(rb"/FlateDecode\n/Length \d+>> stream\n(.*?)\nendstream", content, re.DOTALL)
    return b"\n".join(map(zlib.decompress, streams))


def test_a_page_in_pdf_has_tags_bookmarks_and_its_language() -> None:
    browser()
    made = unpacked(pdf.from_html("<!doctype html><html lang=vi><title>Thử</title><h1>Đầu".encode()))
    for part in (b"/StructTreeRoot", b"/Outlines", b"/Lang (vi)", b"/S /H1"):
        assert part in made, part


#: A pdf as browsers write it: a catalog, a cell of a table, a stream.
OBJECTS = [
    b"<</Type /Catalog>>",
    b"<</S /TD\n/A [<</O /Table\n/Headers [(node1)]>> <</O /Table\n/ColSpan 2>>]>>",
    b"<</Filter /FlateDecode\n/Length 9>> stream\n%b\nendstream" % zlib.compress(b"0 0 m" * 99, 1),
]


def of_objects(objects: list[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, entries)
    end = b"trailer\n<</Size %d\n/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    return content + table + end


def test_a_packed_pdf_has_the_same_objects_where_its_table_says() -> None:
    made = packing.packed(of_objects(OBJECTS))
    place = int(made.split(b"startxref\n")[1].split()[0])
    table = made[place:]
    assert table.startswith(b"5 0 obj\n<</Type /XRef\n/Size 6\n/W [1 4 2]\n")
    assert b"/Root 1 0 R" in table
    rows = zlib.decompress(table.split(b"stream\n")[1].split(b"\nendstream")[0])
    entries, before = [], bytes(7)
    for start in range(0, len(rows), 8):  # each row: 2, then what it differs by from the one above
        assert rows[start] == 2
        before = bytes(
            (one + other) % 256 for one, other in zip(rows[start + 1 : start + 8], before, strict=True)
        )
        entries.append((before[0], int.from_bytes(before[1:5], "big"), int.from_bytes(before[5:], "big")))
    # 1 and 2 are the first and the second in the stream of objects, which is number 4
    assert entries[:3] == [(0, 0, 0), (2, 4, 0), (2, 4, 1)]
    for number, (kind, at, _) in enumerate(entries[3:], start=3):
        assert kind == 1
        assert made[at:].startswith(b"%d 0 obj\n" % number)
    # 1 begins at 0 and has 18 bytes, so 2 begins at 19; the headers go, since the headings have a scope
    assert unpacked(made[entries[4][1] : place]) == (
        b"1 0 2 19\n<</Type /Catalog>>\n<</S /TD\n/A [ <</O /Table\n/ColSpan 2>>]>>"
    )
    assert b"0 0 m" * 99 in unpacked(made)


@pytest.mark.parametrize("cut", [b"xref", b"3 0 obj", b"startxref"])
def test_a_pdf_that_is_built_in_another_way_stays_as_it_is(cut: bytes) -> None:
    content = of_objects(OBJECTS).replace(cut, b"?" * len(cut))
    assert packing.packed(content) == content


def test_places_of_contents_get_the_number_of_their_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first print says that "a" is on object 12, the second of its two pages; of "b" nothing is known."""
    printed, seen = tmp_path / "printed.pdf", tmp_path / "seen.html"
    pages = b"".join(b"%d 0 obj\n<</Type /Page\n>>\nendobj\n" % number for number in (7, 12))
    printed.write_bytes(b"%PDF-1.4\n" + pages + b"13 0 obj\n<</a [12 0 R /XYZ 0 9 0]>>\nendobj\n%%EOF")
    script = (
        "for word; do case $word in --print-to-pdf=*) out=${word#*=};; file://*) page=${word#file://};; "
        f'esac; done; cp "$page" "{seen}"; cp "{printed}" "$out"'
    )
    only(fake(tmp_path, "chromium", script), monkeypatch)
    pdf.from_html(b'<span data-page="a"></span><span data-page="b"></span>')
    assert seen.read_bytes() == b'<span data-page="a">2</span><span data-page="b"></span>'


# --- no network ----------------------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            asked.append(str(self.raw_requestline))
            return False

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as own:
        thread = threading.Thread(target=own.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{own.server_port}", asked
        own.shutdown()
        thread.join()


def test_a_browser_asks_nobody_for_what_a_page_links_to(server: tuple[str, list[str]]) -> None:
    browser()
    address, asked = server
    page = f'<img src="{address}/a.png"><script>fetch("{address}/b")</script><p>Aa'
    assert pdf.is_pdf(pdf.from_html(page.encode()))
    assert asked == []


def test_libreoffice_asks_nobody_for_what_a_document_links_to(server: tuple[str, list[str]]) -> None:
    soffice()
    address, asked = server
    names = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in names.items()
    )
    picture = f'<draw:image xlink:href="{address}/a.png" xlink:type="simple" xlink:actuate="onLoad"/>'
    document = (
        f'<office:document{spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>'
        f'<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">{picture}</draw:frame>'
        "</text:p></office:text></office:body></office:document>"
    )
    assert pdf.is_pdf(pdf.from_office(document.encode(), ".fodt"))
    assert asked == []


def test_a_workbook_becomes_a_pdf() -> None:
    import openpyxl

    soffice()
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "Đồng hạng"
    book.save(out)
    assert pdf.is_pdf(pdf.from_office(out.getvalue(), ".xlsx"))
