"""Errors and findings in words: the place first, then what is wrong, then what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from string import Formatter
from typing import Any

from sipas_cli.errors import SipasError
from sipas_cli.messages import FindingKind, Message, decimal_mark, say
from sipas_cli.model import Finding, place_name
from sipas_cli.text import exact_text

_MEANT = Message(vi='Ý bạn là "{name}"?', en='Did you mean "{name}"?')


@dataclass(frozen=True)
class Remark:
    """Something to be said beside a result.

    message  the sentence, or its key in the catalogue
    params   what fills it; a remark or an error among them is said in its place
    loud     whether it is said under -q too, as what it is about must not be published as it is
    """

    message: Message | str
    params: Mapping[str, Any] = field(default_factory=dict)
    loud: bool = False


def remark_text(remark: Remark, lang: str | None = None) -> str:
    """One line for a remark."""
    return say(remark.message, lang=lang, **_readable(remark.params, lang))


def error_text(error: SipasError, lang: str | None = None) -> str:
    """One line for an error, with the word that was meant where a mistyped one has a neighbour."""
    message = f"error.{error.message}" if isinstance(error.message, str) else error.message
    sentence = say(message, lang=lang, **_readable(error.params, lang))
    if meant := error.params.get("meant"):
        sentence = sentence if sentence.endswith((".", "?", "!", "…")) else f"{sentence}."
        sentence = f"{sentence} {say(_MEANT, lang=lang, name=meant)}"
    return f"{error.where}: {sentence}" if error.where else sentence


def place(finding: Finding) -> str:
    """`file ! sheet ! cell`, as far as it is known."""
    return place_name(finding.file, finding.sheet, finding.cell)


def problem(finding: Finding, lang: str | None = None) -> str:
    """What is wrong."""
    if isinstance(finding.kind, FindingKind):
        return say(finding.kind.problem, lang=lang, **_readable(finding.params, lang))
    key = f"finding.{finding.code}"
    if finding.code == "answer_off_scale" and not finding.params["answer"]:
        key = "finding.answer_off_scale_day" if finding.params.get("day") else "finding.answer_off_scale_text"
    return say(_variant(finding) or key, lang=lang, **_readable(finding.params, lang))


def _readable(params: Mapping[str, Any], lang: str | None) -> dict[str, Any]:
    """Exact figures with the decimal mark of the language; names with figures as a list; remarks and errors
    as their sentences."""
    mark = decimal_mark(lang)

    def text(value: Any) -> Any:
        if isinstance(value, Fraction):
            return exact_text(value, mark=mark)
        if isinstance(value, Remark):
            return remark_text(value, lang)
        if isinstance(value, SipasError):
            return error_text(value, lang)
        if isinstance(value, tuple):
            return "; ".join(str(text(own)) for own in value)
        if isinstance(value, Mapping):
            return " / ".join(f"{name} ({text(own)})" for name, own in value.items())
        return value

    return {name: text(value) for name, value in params.items()}


def kind_of_problem(code: str) -> str:
    """What is wrong in all findings of one code, with an ellipsis for what differs between them."""
    key = f"finding.{code}"
    blanks = [name for _, name, _, _ in Formatter().parse(say(key)) if name]
    return say(key, **dict.fromkeys(blanks, "…"))


def remedy(finding: Finding, lang: str | None = None) -> str:
    """What to do about it."""
    if isinstance(finding.kind, FindingKind):
        return say(finding.kind.remedy, lang=lang)
    return say(f"{_variant(finding) or f'finding.{finding.code}'}.do", lang=lang)


#: Code -> parameter -> the sentence where it holds: answers that are not of the scale, not a blank ballot;
#: two units, not an unknown one; a ballot with the content of another, not with its id; with an id that is
#: spelled otherwise; with the id of another unit's.
_VARIANTS: Mapping[str, Mapping[str, str]] = {
    "ballot_no_answer": {"off_scale": "finding.ballot_no_answer_read"},
    "ballot_unknown_unit": {"two": "finding.ballot_two_units"},
    "ballot_duplicate": {
        "copy": "finding.ballot_duplicate_copy",
        "spelled": "finding.ballot_duplicate_spelled",
        "other_unit": "finding.ballot_duplicate_unit",
    },
}


def _variant(finding: Finding) -> str:
    """The key of the sentence that goes before that of the code; "" where there is none."""
    keys = _VARIANTS.get(finding.code, {})
    return next((key for name, key in keys.items() if finding.params.get(name)), "")


def finding_text(finding: Finding, lang: str | None = None) -> str:
    """One line for a finding."""
    where = place(finding)
    sentence = f"{problem(finding, lang)}. {remedy(finding, lang)}"
    return f"{where}: {sentence}" if where else sentence


_SOURCE_NAMES = {
    "appraisal": Message(vi="Thẩm định", en="Appraisal"),
    "bonus": Message(vi="Thưởng", en="Bonus"),
    "penalty": Message(vi="Trừ", en="Penalty"),
    "xhh": Message(vi="XHH", en="Survey"),
    "sipas": Message(vi="SIPAS", en="SIPAS"),
}


def source_name(source: str) -> str:
    """Where points come from, as people call it; another index by its id."""
    return say(_SOURCE_NAMES[source]) if source in _SOURCE_NAMES else source


_OVERALL_KINDS = {
    "pooled": Message(vi="từ toàn bộ phiếu, điểm", en="of all together"),
    "mean_of_units": Message(vi="bình quân các đơn vị", en="mean of the units"),
}


def overall_kind(kind: str) -> str:
    """What the figure of the province is made from."""
    return say(_OVERALL_KINDS[kind])


_INDEX_NAMES = {
    "sipas": Message(vi="Chỉ số hài lòng (SIPAS)", en="Satisfaction index (SIPAS)"),
    "xhh": Message(vi="Điều tra xã hội học (XHH)", en="Leader survey (XHH)"),
    "par": Message(vi="Chỉ số cải cách hành chính (PAR)", en="Public administration reform index (PAR)"),
}


def index_name(index: str) -> str:
    """An index as people call it."""
    return say(_INDEX_NAMES[index]) if index in _INDEX_NAMES else index
