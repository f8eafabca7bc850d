"""The sections of a report, but the pages of the units; how the run was made."""

from typing import Any

from sipas_cli import __version__
from sipas_cli.documents import messages, report_words
from sipas_cli.documents.answers import answers, criteria, others, priorities
from sipas_cli.documents.method import method as rules_in_words
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.rankings import changes, headline, heat, ranking, summary
from sipas_cli.documents.respondents import intake, respondents
from sipas_cli.messages import say


def parts(printer: Printer) -> dict[str, Any]:
    """The sections, but the pages of the units; empty where there is nothing to be said."""
    return {
        "headline": headline(printer),
        "summary": summary(printer),
        "rankings": [ranking(printer, group) for group in printer.analysis.groups],
        "changes": list(changes(printer)),
        "heat": list(heat(printer)),
        "priorities": priorities(printer),
        "answers": list(answers(printer)),
        "others": list(others(printer)),
        "respondents": list(respondents(printer)),
        "intake": intake(printer),
        "criteria": criteria(printer),
        "method": method(printer),
    }


def method(printer: Printer) -> list[dict[str, str]]:
    """How the run was judged, as far as its criteria are known."""
    criteria = printer.analysis.criteria
    groups = {group.group.id: group.group.name for group in printer.run.standings.groups}
    rules = rules_in_words(criteria, printer.run.index, groups) if criteria else []
    rules.append(
        (say(report_words.SUPPRESSION), say(report_words.SUPPRESSED, minimum=printer.analysis.minimum_cell))
    )
    if not criteria:
        rules.insert(0, (say(report_words.MEASURE), say(report_words.IMPORTED)))
    return [{"what": what, "how": f"{how.rstrip('.')}."} for what, how in rules]


def about(printer: Printer) -> list[dict[str, str]]:
    """The run and what it was made from."""
    manifest, criteria = printer.run.manifest, printer.analysis.criteria
    entries = [(say(messages.CRITERIA), f"{manifest['criteria']['title']} ({manifest['criteria']['id']})")]
    if criteria:
        entries.append((say(report_words.CRITERIA_SOURCE), criteria.source))
    entries.append((say(messages.RUN), printer.run.name))
    if before := printer.analysis.before:
        entries.append((say(report_words.RUN_BEFORE, year=before.year), before.name))
    entries += [(say(report_words.FOLDED, index=index), run) for index, run in manifest["folded"].items()]
    entries += [(say(report_words.PLAN_DIGEST), manifest["criteria"]["plan"])]
    entries += [(say(report_words.RULES_DIGEST), manifest["criteria"]["rules"])]
    entries += [
        (say(report_words.SOURCE_DIGEST, name=source["name"]), source["sha256"])
        for source in manifest["sources"]
    ]
    entries.append((say(report_words.SEAL), str(manifest.get("seal", "–"))))
    entries.append((say(report_words.SCORED_BY), f"sipas {manifest['tool']['version']}"))
    entries.append((say(report_words.WRITTEN_BY), f"sipas {__version__}"))
    return [{"what": what, "how": how} for what, how in entries]
