"""Numbers of pages in the contents of an html that is printed. A browser cannot put them there itself; but
what it has printed says on which page each place is that a link leads to."""

import re

#: Where the number of the page is to stand on which a place is.
_WANTED = re.compile(rb'<span data-page="([^"]+)"></span>')
_PAGE = re.compile(rb"\n(\d+) 0 obj\n<</Type /Page\n")
_PLACE = re.compile(rb"/([^\s/\[]+) \[(\d+) 0 R /XYZ ")


def wants_numbers(html: bytes) -> bool:
    """Whether an html has places for numbers of pages."""
    return bool(_WANTED.search(html))


def numbered(html: bytes, pdf: bytes) -> bytes:
    """The html with the numbers of pages that its places have in the pdf that was printed of it. They take no
    room that was not there, so it comes out on the same pages again."""
    pages = {page: number for number, page in enumerate(sorted(map(int, _PAGE.findall(pdf))), start=1)}
    places = {name: pages[int(page)] for name, page in _PLACE.findall(pdf) if int(page) in pages}

    def number(wanted: re.Match[bytes]) -> bytes:
        if wanted[1] in places:
            return wanted[0].replace(b"></", b">%d</" % places[wanted[1]])
        return wanted[0]

    return _WANTED.sub(number, html)
