"""What manifest.json of a run holds, and whether it is byte for byte what was written."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sipas_cli.runs.run import IMPORTED, PERCENT, POINTS, SCORED
from sipas_cli.runs.shapes import Shape, having, list_of, map_of, one_of, or_nothing, text, whole, wrong
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

_FIGURE = or_nothing(text)
_COUNTS = {"ballots_read": whole, "ballots_valid": whole, "outcomes": map_of(whole)}
_EVERY: Mapping[str, Shape] = {
    "run": text,
    "year": whole,
    "index": text,
    "tool": having({"version": text}),
    "notice": text,
    "criteria": having({"id": text, "title": text, "plan": text, "rules": text}, {"titles": map_of(text)}),
    "sources": list_of(having({"name": text, "sha256": text})),
    "counts": having({**_COUNTS, "findings": map_of(whole)}),
    "overall": _FIGURE,
    "decimals": whole,
    "minimum_ballots": whole,
    "means": map_of(_FIGURE),
    "files": map_of(text),
    "previous": or_nothing(having({"run": text, "manifest": text})),
}
#: What manifests of some versions do not have.
_SOME: Mapping[str, Shape] = {
    "origin": one_of(SCORED, IMPORTED),
    "unit_of_score": one_of(PERCENT, POINTS),
    "folded": map_of(text),
    "forced": list_of(text),
    "recounts": text,
    "factor_means": map_of(map_of(_FIGURE)),
    "bands": list_of(text),
    "overall_kind": text,
    "tallies": list_of(having({"name": text, "sha256": text})),
    "not_compared": list_of(text),
}


def lacking(manifest: Mapping[str, Any]) -> str:
    """The first key that a manifest lacks, or has something else under than can stand there; "" for none."""
    return wrong(manifest, _EVERY, _SOME)
