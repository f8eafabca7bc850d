"""Pdf of a browser made smaller. A tagged one is mostly an object for each cell of each table: these are put
into compressed streams, as PDF 1.5 has them, which makes it a quarter of what it was."""

import re
import zlib
from collections.abc import Mapping, Sequence

_HEADER = b"%PDF-1.5\n%\xd3\xeb\xe9\xe1\n"
_END = re.compile(
    rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] \n)+)trailer\n<</Size \d+(.*?)>>\nstartxref\n\d+\n%%EOF\s*\Z",
    re.S,
)
_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*)\nendobj\n", re.S)
_DEFLATED = re.compile(rb"<<(/Filter /FlateDecode|[^>]*\n/Filter /FlateDecode)\n/Length \d+>> stream\n", re.S)
_STREAM_END = b"\nendstream"
#: What the scope of the headings tells already, and what is so unless something else is said.
_KNOWN = re.compile(rb" ?<</O /Table\n/(?:Headers \[[^]]*\]|RowSpan 1|ColSpan 1)>>")
#: Objects in one stream: to find one of them, all are unpacked.
_TOGETHER = 200
_LEVEL = 9
#: An entry of the table: of which kind it is, its place, its place within a stream of objects.
_Entry = tuple[int, int, int]
_FREE, _BY_ITSELF, _WITHIN = range(3)
_WIDTHS = (1, 4, 2)


def packed(content: bytes) -> bytes:
    """The same pdf, smaller; as it is where it is not built as browsers build theirs."""
    end = _END.search(content)
    if end is None:
        return content
    objects = _objects(content, end[2], end.start())
    if len(objects) + 1 != int(end[1]):
        return content
    return _written(objects, end[3])


def _objects(content: bytes, table: bytes, end: int) -> dict[int, bytes]:
    """Number of each object -> what it holds, of those that lie where the table says."""
    places = sorted(int(entry[:10]) for entry in table.splitlines() if entry[17:18] == b"n")
    found = (_OBJECT.fullmatch(content, *ends) for ends in zip(places, [*places[1:], end], strict=True))
    return {int(one[1]): one[2] for one in found if one}


def _written(objects: Mapping[int, bytes], trailer: bytes) -> bytes:
    """The file: streams as they are, all else in streams of objects, and where each of them is."""
    out = bytearray(_HEADER)
    entries: dict[int, _Entry] = {0: (_FREE, 0, 0)}
    streams = {number: held for number, held in objects.items() if held.endswith(_STREAM_END)}
    others = {number: held for number, held in objects.items() if number not in streams}
    last = max(objects)
    numbers = sorted(others)
    for start in range(0, len(numbers), _TOGETHER):
        together = numbers[start : start + _TOGETHER]
        last += 1
        streams[last] = _together({number: others[number] for number in together})
        entries |= {number: (_WITHIN, last, place) for place, number in enumerate(together)}
    for number, held in streams.items():
        entries[number] = (_BY_ITSELF, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, _smaller(held))
    entries[last + 1] = (_BY_ITSELF, len(out), 0)
    table = _table([entries[number] for number in range(last + 2)], trailer)
    return bytes(out) + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last + 1, table, len(out))


def _smaller(held: bytes) -> bytes:
    """A stream, compressed as far as it goes."""
    head = _DEFLATED.match(held)
    if head is None:
        return held
    content = zlib.decompress(held[head.end() : -len(_STREAM_END)])
    return _stream(head[1].removesuffix(b"/Filter /FlateDecode"), content)


def _stream(fields: bytes, content: bytes) -> bytes:
    deflated = zlib.compress(content, _LEVEL)
    head = b"<<%b/Filter /FlateDecode\n/Length %d>> stream\n" % (fields, len(deflated))
    return head + deflated + _STREAM_END


def _together(objects: Mapping[int, bytes]) -> bytes:
    """A stream of objects: before them the number of each and where it begins."""
    places, held, place = [], [], 0
    for number, content in objects.items():
        brief = _KNOWN.sub(b"", content)
        places.append(b"%d %d" % (number, place))
        held.append(brief)
        place += len(brief) + 1
    index = b" ".join(places) + b"\n"
    fields = b"/Type /ObjStm\n/N %d\n/First %d\n" % (len(objects), len(index))
    return _stream(fields, index + b"\n".join(held))


def _table(entries: Sequence[_Entry], trailer: bytes) -> bytes:
    """The stream that says where each object is; each entry is written as what it differs by from the one
    before, as most do by little."""
    rows = bytearray()
    before = bytes(sum(_WIDTHS))
    for entry in entries:
        parts = (value.to_bytes(width, "big") for value, width in zip(entry, _WIDTHS, strict=True))
        row = b"".join(parts)
        rows += b"\x02" + bytes((one - other) % 256 for one, other in zip(row, before, strict=True))
        before = row
    widths = b" ".join(b"%d" % width for width in _WIDTHS)
    fields = b"/Type /XRef\n/Size %d\n/W [%b]\n" % (len(entries), widths)
    fields += b"/DecodeParms <</Predictor 12\n/Columns %d>>%b\n" % (sum(_WIDTHS), trailer)
    return _stream(fields, bytes(rows))
