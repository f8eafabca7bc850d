"""The documents that are made from templates: what each template may be filled with."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sipas_cli.errors import RulesError
from sipas_cli.render import decision, template

#: The name that the templates of a document have -> an example of what they are filled with.
DOCUMENTS: Mapping[str, Callable[[], Mapping[str, Any]]] = {"decision": decision.example}


def document_of(path: Path) -> str:
    """The document that a template is for by its name; the decision where the name says nothing."""
    return path.stem if path.stem in DOCUMENTS else next(iter(DOCUMENTS))


def flaws(path: Path, document: str) -> list[RulesError]:
    """What is wrong with a template of `document`, each thing with its place."""
    return template.flaws(path, DOCUMENTS[document]())
