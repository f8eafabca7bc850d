"""What manifest.json of a run holds, and whether it is byte for byte what was written."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from sipas_cli.runs.run import IMPORTED, PERCENT, POINTS, SCORED
from sipas_cli.runs.tables import json_bytes

MANIFEST = "manifest.json"


def sealed(manifest: Mapping[str, Any]) -> bytes:
    """`manifest` as a file, with the digest of its own content in the last line, by which a change made by
    hand is noticed."""
    seal = hashlib.sha256(json_bytes(manifest)).hexdigest()
    return json_bytes({**manifest, "seal": seal})


#: What stands before and after the digest in the last lines of a manifest.
_SEAL, _END = b',\n "seal": "', b'"\n}\n'


def is_sealed(content: bytes) -> bool:
    """Whether a manifest is byte for byte what was written: with another blank it would say the same, and yet
    somebody was at the file."""
    body, mark, last = content.rpartition(_SEAL)
    seal = hashlib.sha256(body + b"\n}\n").hexdigest()
    return bool(mark) and last == seal.encode() + _END


# --- what stands under each key -------------------------------------------------------------------
# Only this program writes manifests, yet whoever forges one can make its digest fit.

Shape = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _or_nothing(shape: Shape) -> Shape:
    return lambda value: value is None or shape(value)


def _one_of(*words: str) -> Shape:
    return lambda value: value in words


def _list_of(shape: Shape) -> Shape:
    return lambda value: isinstance(value, list) and all(map(shape, value))


def _map_of(shape: Shape) -> Shape:
    return lambda value: isinstance(value, dict) and all(map(shape, value.values()))


def _having(shapes: Mapping[str, Shape], some: Mapping[str, Shape] | None = None) -> Shape:
    """An object with these keys, and perhaps with some others."""
    return lambda value: isinstance(value, dict) and not _wrong(value, shapes, some or {})


def _wrong(value: Mapping[str, Any], shapes: Mapping[str, Shape], some: Mapping[str, Shape]) -> str:
    """The first key that is missing, or under which stands what cannot stand there; "" for none."""
    for key, shape in shapes.items():
        if key not in value or not shape(value[key]):
            return key
    for key, shape in some.items():
        if key in value and not shape(value[key]):
            return key
    return ""


_FIGURE = _or_nothing(_text)
_COUNTS = {"ballots_read": _whole, "ballots_valid": _whole, "outcomes": _map_of(_whole)}
_EVERY: Mapping[str, Shape] = {
    "run": _text,
    "year": _whole,
    "index": _text,
    "tool": _having({"version": _text}),
    "notice": _text,
    "criteria": _having(
        {"id": _text, "title": _text, "plan": _text, "rules": _text}, {"titles": _map_of(_text)}
    ),
    "sources": _list_of(_having({"name": _text, "sha256": _text})),
    "counts": _having({**_COUNTS, "findings": _map_of(_whole)}),
    "overall": _FIGURE,
    "decimals": _whole,
    "minimum_ballots": _whole,
    "means": _map_of(_FIGURE),
    "files": _map_of(_text),
    "previous": _or_nothing(_having({"run": _text, "manifest": _text})),
}
#: What manifests of some versions do not have.
_SOME: Mapping[str, Shape] = {
    "origin": _one_of(SCORED, IMPORTED),
    "unit_of_score": _one_of(PERCENT, POINTS),
    "folded": _map_of(_text),
    "forced": _list_of(_text),
    "recounts": _text,
    "factor_means": _map_of(_map_of(_FIGURE)),
    "bands": _list_of(_text),
    "overall_kind": _text,
}


def lacking(manifest: Mapping[str, Any]) -> str:
    """The first key that a manifest lacks, or has something else under than can stand there; "" for none."""
    return _wrong(manifest, _EVERY, _SOME)
