"""A proposed mapping as a file: what a person uncomments counts, and what the form of the survey says."""

import json
from collections.abc import Iterator, Sequence

from sipas_cli.forms import mapping_messages as messages
from sipas_cli.forms.propose import Guess, Proposal, Proposed
from sipas_cli.messages import say
from sipas_cli.rules.sources import StoredForm


def mapping_yaml(view: Proposed, head: Sequence[str]) -> str:
    """The proposals as a mapping file in which nothing new counts: every line is a comment, but for those of
    the mapping that there was; `head` stands above."""
    lines = [f"# {line}" for line in head]
    lines += [f"criteria: {view.criteria}"]
    if view.source:
        lines.append(f"source: {view.source}")
    if view.form:
        lines += ["", f"# {say(messages.HEAD_FORM)}", *_form_lines(view.form)]
    for part in ("columns", "questions", "answers"):
        proposals = [proposal for proposal in view.proposals if proposal.part == part]
        if proposals:
            lines += ["", f"{part}:", *(f"  {_line(proposal)}" for proposal in proposals)]
    if view.unused:
        lines += ["", f"# {say(messages.HEAD_UNUSED)}", *(f"#   {_quoted(name)}" for name in view.unused)]
    return "\n".join(lines) + "\n"


def _form_lines(form: StoredForm) -> Iterator[str]:
    yield "form:"
    yield "  headers:"
    yield from (f"    {_quoted(header)}: {_quoted(text)}" for header, text in form.headers.items())
    if form.values:
        yield "  values:"
    for values in form.values:
        yield f"    - headers: [{', '.join(map(_quoted, values.headers))}]"
        yield "      labels:"
        yield from (f"        {_quoted(value)}: {_quoted(label)}" for value, label in values.labels.items())


def _line(proposal: Proposal) -> str:
    name = _quoted(proposal.name) if proposal.part == "answers" else proposal.name
    like = f" {proposal.like}%" if proposal.like else ""
    counts = "" if proposal.why == Guess.MAPPED else "# "
    return f"{counts}{name}: {_quoted(proposal.value)}  # {say(proposal.why.sentence)}{like}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
