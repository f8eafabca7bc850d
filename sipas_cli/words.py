"""Errors and findings in words: the place first, then what is wrong, then what to do."""

from sipas_cli.errors import SipasError
from sipas_cli.i18n import say
from sipas_cli.model import Finding


def error_text(error: SipasError, lang: str | None = None) -> str:
    """One line for an error."""
    sentence = say(f"error.{error.key}", lang=lang, **error.params)
    return f"{error.where}: {sentence}" if error.where else sentence


def place(finding: Finding) -> str:
    """`file ! sheet ! cell`, as far as it is known."""
    return " ! ".join(part for part in (finding.file, finding.sheet, finding.cell) if part)


def problem(finding: Finding, lang: str | None = None) -> str:
    """What is wrong."""
    key = f"finding.{finding.code}"
    if finding.code == "ballot_unknown_unit" and finding.params.get("typed"):
        key = "finding.ballot_ambiguous_unit" if finding.params["ambiguous"] else f"{key}_near"
    if finding.code == "points_unknown_unit" and finding.params["typed"]:
        key = f"{key}_near"
    if finding.code == "answer_off_scale" and not finding.params["answer"]:
        key = "finding.answer_off_scale_text"
    return say(key, lang=lang, **finding.params)


def remedy(finding: Finding, lang: str | None = None) -> str:
    """What to do about it."""
    return say(f"finding.{finding.code}.do", lang=lang)


def finding_text(finding: Finding, lang: str | None = None) -> str:
    """One line for a finding."""
    where = place(finding)
    sentence = f"{problem(finding, lang)}. {remedy(finding, lang)}"
    return f"{where}: {sentence}" if where else sentence
