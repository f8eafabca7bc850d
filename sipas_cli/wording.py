"""Errors and findings in words: the place first, then what is wrong, then what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from sipas_cli.errors import SipasError
from sipas_cli.messages import Message, decimal_mark, say
from sipas_cli.model import Finding
from sipas_cli.text.names import is_city
from sipas_cli.text.numbers import exact_text
from sipas_cli.text.places import place_name

_MEANT = Message(vi='Ý bạn là "{name}"?', en='Did you mean "{name}"?')


@dataclass(frozen=True)
class Remark:
    """Something to be said beside a result.

    message  the sentence
    params   what fills it; a remark or an error among them is said in its place
    loud     whether it is said under -q too, as what it is about must not be published as it is
    """

    message: Message
    params: Mapping[str, Any] = field(default_factory=dict)
    loud: bool = False


def remark_text(remark: Remark, lang: str | None = None) -> str:
    """One line for a remark."""
    return say(remark.message, lang=lang, **_readable(remark.params, lang))


def error_text(error: SipasError, lang: str | None = None) -> str:
    """One line for an error, with the word that was meant where a mistyped one has a neighbour."""
    sentence = say(error.message, lang=lang, **_readable(error.params, lang))
    if meant := error.params.get("meant"):
        sentence = sentence if sentence.endswith((".", "?", "!", "…")) else f"{sentence}."
        sentence = f"{sentence} {say(_MEANT, lang=lang, name=meant)}"
    if error.where:
        return f"{error.where}: {sentence}"
    return sentence


def place(finding: Finding) -> str:
    """`file ! sheet ! cell`, as far as it is known."""
    return place_name(finding.file, finding.sheet, finding.cell)


def problem(finding: Finding, lang: str | None = None) -> str:
    """What is wrong."""
    return say(finding.kind.problem, lang=lang, **_readable(finding.params, lang))


def _readable(params: Mapping[str, Any], lang: str | None) -> dict[str, Any]:
    """Exact figures with the decimal mark of the language; names with figures as a list; messages,
    remarks and errors as their sentences."""
    mark = decimal_mark(lang)

    def text(value: Any) -> Any:
        if isinstance(value, Fraction):
            return exact_text(value, mark=mark)
        if isinstance(value, Message | Remark | SipasError):
            return _sentence(value, lang)
        if isinstance(value, tuple):
            return "; ".join(str(text(item)) for item in value)
        if isinstance(value, Mapping):
            return " / ".join(f"{name} ({text(item)})" for name, item in value.items())
        return value

    return {name: text(value) for name, value in params.items()}


def _sentence(value: Message | Remark | SipasError, lang: str | None) -> str:
    if isinstance(value, Message):
        return say(value, lang=lang)
    if isinstance(value, Remark):
        return remark_text(value, lang)
    return error_text(value, lang)


def remedy(finding: Finding, lang: str | None = None) -> str:
    """What to do about it."""
    return say(finding.kind.remedy, lang=lang, **_readable(finding.params, lang))


def finding_text(finding: Finding, lang: str | None = None) -> str:
    """One line for a finding."""
    where = place(finding)
    sentence = f"{problem(finding, lang)}. {remedy(finding, lang)}"
    if where:
        return f"{where}: {sentence}"
    return sentence


def finding_cells(finding: Finding) -> list[str]:
    """The cells of a finding in a table: where, what is wrong, what to do."""
    return [place(finding), problem(finding), remedy(finding)]


_SOURCE_NAMES = {
    "appraisal": Message(vi="Thẩm định", en="Appraisal"),
    "bonus": Message(vi="Thưởng", en="Bonus"),
    "penalty": Message(vi="Trừ", en="Penalty"),
    "xhh": Message(vi="XHH", en="Survey"),
    "sipas": Message(vi="SIPAS", en="SIPAS"),
}


def source_name(source: str) -> str:
    """Where points come from, as people call it; another index by its id."""
    if source in _SOURCE_NAMES:
        return say(_SOURCE_NAMES[source])
    return source


_OVERALL_KINDS = {
    "pooled": Message(vi="từ toàn bộ phiếu, điểm", en="of all together"),
    "mean_of_units": Message(vi="bình quân các đơn vị", en="mean of the units"),
}


def overall_kind(kind: str) -> str:
    """What the figure of the province is made from; a word that only a newer version knows as it is."""
    if kind in _OVERALL_KINDS:
        return say(_OVERALL_KINDS[kind])
    return kind


_OVERALL = Message(vi="Chỉ số chung {whole}", en="Overall figure of the {whole}")
_WHOLE_PROVINCE = Message(vi="toàn tỉnh", en="province")
_WHOLE_CITY = Message(vi="toàn thành phố", en="city")


def overall_name(province: str) -> str:
    """What the figure of all units together is called; `province` as in `sipas.yaml`: "thành phố Huế"."""
    return say(_OVERALL, whole=whole(province))


def whole(province: str) -> str:
    """All units of a province, or of a city, within a sentence."""
    if is_city(province):
        return say(_WHOLE_CITY)
    return say(_WHOLE_PROVINCE)


_INDEX_NAMES = {
    "sipas": Message(vi="Chỉ số hài lòng (SIPAS)", en="Satisfaction index (SIPAS)"),
    "xhh": Message(vi="Điểm điều tra xã hội học", en="Leader survey (XHH)"),
    "par": Message(vi="Chỉ số CCHC (PAR INDEX)", en="Public administration reform index (PAR INDEX)"),
}


def index_name(index: str) -> str:
    """An index as people call it."""
    if index in _INDEX_NAMES:
        return say(_INDEX_NAMES[index])
    return index
