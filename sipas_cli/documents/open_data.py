"""Open data: the publishable tables of the runs of a year as csv, with their description as a Data Package of
Frictionless (version 1 of its specifications).

UTF-8 without a mark, a decimal point, days as 2024-03-27, ids as in the register and the criteria. The same
runs and settings give the same bytes.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sipas_cli.documents import open_data_words as words
from sipas_cli.documents.analysis import Analysis
from sipas_cli.documents.open_tables import SUPPRESSED, TABLES, Field, OpenTable, Row, rows_of
from sipas_cli.files import csv_bytes
from sipas_cli.messages import LANGUAGES, Message, say, speaking
from sipas_cli.wording import index_name
from sipas_cli.workspace.settings import Settings

DESCRIPTION = "datapackage.json"


@dataclass(frozen=True)
class OpenData:
    """Open data of a year.

    files        name -> content, the description first
    suppressed   the file that lists what was suppressed, and how many `places` it names
    """

    files: Mapping[str, bytes]
    suppressed: str
    places: int


def open_data(analyses: Sequence[Analysis], settings: Settings, *, draft: bool) -> OpenData:
    """The open data on runs of one year; the texts within are in both languages, or in Vietnamese as printed,
    whatever the user speaks.

    draft   whether a run is not the frozen one of its year
    """
    with speaking("vi"):
        rows = {table.name: rows_of(table, analyses) for table in TABLES}
        made = {table: _csv(table, rows[table.name]) for table in TABLES}
        resources = [_resource(table, content) for table, content in made.items()]
        package = {**_about(analyses, settings, draft=draft), "resources": resources}
    description = (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
    files = {DESCRIPTION: description, **{_file(table): content for table, content in made.items()}}
    return OpenData(files, _file(SUPPRESSED), len(rows[SUPPRESSED.name]))


def _file(table: OpenTable) -> str:
    return f"{table.name}.csv"


def _csv(table: OpenTable, rows: Sequence[Row]) -> bytes:
    return csv_bytes([field.name for field in table.fields], rows, bom=False)


def _about(analyses: Sequence[Analysis], settings: Settings, *, draft: bool) -> dict[str, Any]:
    """What the package says of itself; what is not known is said to be unknown."""
    runs, origin = [analysis.run for analysis in analyses], settings.open_data
    year = runs[0].year
    of = f", {settings.province}" if settings.province else ""
    notices = list(dict.fromkeys(run.notice for run in runs if run.notice))
    minimum = analyses[0].minimum_cell
    about: dict[str, Any] = {"profile": "tabular-data-package", "name": f"sipas-{year}"}
    for key, language in zip(("title", "title_en"), LANGUAGES, strict=True):
        with speaking(language):
            indices = ", ".join(index_name(run.index) for run in runs)
            title = say(words.PACKAGE, indices=indices, year=year, of=of)
            about[key] = f"{title} ({say(words.DRAFT)})" if draft else title
    for key, language in zip(("description", "description_en"), LANGUAGES, strict=True):
        about[key] = "\n\n".join([*notices, say(words.SUPPRESSION, lang=language, minimum=minimum)])
    about |= {"year": year, "draft": draft, "runs": {run.index: run.name for run in runs}}
    if origin.published:
        about["published"] = origin.published
    if origin.licence or origin.licence_url:
        licence = {"name": origin.licence, "path": origin.licence_url}
        about["licenses"] = [{key: value for key, value in licence.items() if value}]
    if origin.source:
        about["sources"] = [{"title": origin.source}]
    if origin.publisher:
        about["contributors"] = [{"title": origin.publisher, "role": "publisher"}]
    return about | _unknown(settings)


def _unknown(settings: Settings) -> dict[str, Any]:
    """What the settings do not say, in both languages."""
    origin = settings.open_data
    lacking: dict[str, Message] = {}
    if not (origin.licence or origin.licence_url):
        lacking["licenses"] = words.LICENCE_UNKNOWN
    if not origin.source:
        lacking["sources"] = words.SOURCE_UNKNOWN
    if not origin.publisher:
        lacking["contributors"] = words.PUBLISHER_UNKNOWN
    if not lacking:
        return {}
    return {"unknown": {key: {"vi": one.vi, "en": one.en} for key, one in lacking.items()}}


def _resource(table: OpenTable, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": _file(table),
        "title": table.title.vi,
        "title_en": table.title.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(fields), "reference": {"resource": other, "fields": list(fields)}}
                for fields, other in table.within
            ],
        },
    }


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "title": field.title.vi,
        "title_en": field.title.en,
        "description": field.meaning.vi,
        "description_en": field.meaning.en,
    }
    if field.required:
        described["constraints"] = {"required": True}
    return described
