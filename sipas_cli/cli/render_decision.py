"""`sipas render-decision`: the decision with its appendices, from stored runs."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import click

from sipas_cli import history, store
from sipas_cli.cli.output import year_option
from sipas_cli.cli.program import Command, Option, UsageFaultError, remarks, session, warn
from sipas_cli.cli.rank import beside, earlier_run, say_contradictions
from sipas_cli.errors import RulesError
from sipas_cli.files import write_file
from sipas_cli.i18n import say
from sipas_cli.render.appendix import available
from sipas_cli.render.decision import FORMATS, render_decision, template_of
from sipas_cli.render.proof import mentions
from sipas_cli.rules.workspace import DECISION, Decision, read_decision, read_settings
from sipas_cli.store import StoredRun


@click.command("render-decision", cls=Command, help="help.render-decision")
@year_option
@click.option("--run", "named", metavar="ID", multiple=True, cls=Option, help="help.option.run_decision")
@click.option("--number", metavar="TEXT", cls=Option, help="help.option.number")
@click.option("--date", "day", metavar="DATE", cls=Option, help="help.option.date")
@click.option("--format", "form", type=click.Choice(FORMATS), cls=Option, help="help.option.format_decision")
@click.option("-o", "out", metavar="FILE", cls=Option, help="help.option.o_decision")
def command(
    year: int | None,
    named: tuple[str, ...],
    number: str | None,
    day: str | None,
    form: str | None,
    out: str | None,
) -> None:
    """Writes the document; says where."""
    folder = session().folder
    form = _format(form, out)
    settings = read_settings(folder)
    decision = read_decision(folder, number=number, day=day)
    if not settings.province:
        remarks([say("note.province_missing")])
    runs = _used_runs(year, named, decision, settings.year)
    changes = {index: _changes(run) for index, run in runs.items() if index in decision.compared}
    local, draft = folder / "templates", _is_draft(runs.values())
    content = render_decision(runs, decision, settings, local, form, changes, draft=draft)
    if draft and not mentions(template := template_of(local, form), "draft"):
        warn([say("note.template_unmarked", path=template)])
    if out == "-":
        click.echo(content, nl=False)
        return
    of_year = next(run.year for run in runs.values())
    path = Path(out) if out else folder / f"quyet-dinh-{of_year}.{form}"
    kept = write_file(path, content)
    if kept:
        remarks([say("note.kept", path=kept)])
    click.echo(str(path))


def _used_runs(
    year: int | None, names: Sequence[str], decision: Decision, settled: int | None
) -> dict[str, StoredRun]:
    """Index -> the run that its appendix is made from; said on standard error, as is what is left out.

    settled   the year of `sipas.yaml`: it counts where neither `--year` nor `--run` says otherwise
    """
    folder, wanted = session().folder, decision.indices
    named = _named_runs(year, names, wanted)
    of_year = next((run.year for run in named.values()), None) or _year(year or settled, wanted)
    others = {index: store.used_run(folder, of_year, index)[0] for index in wanted if index not in named}
    runs = {index: store.load(folder, of_year, name) for index, name in others.items() if name} | named
    parts = available(decision.appendices, runs)
    there = {part.appendix.of for part in parts}
    remarks(
        say("note.appendix_left_out", of=appendix.of, year=of_year)
        for appendix in decision.appendices
        if appendix.of not in there
    )
    if not parts:
        raise RulesError("decision_empty", where=DECISION, year=of_year)
    used = {part.run.index: part.run for part in parts}
    _say_used(of_year, used, named)
    return used


def _named_runs(year: int | None, names: Sequence[str], wanted: Collection[str]) -> dict[str, StoredRun]:
    """Index -> the run that `--run` names. All are of one year, that of the first."""
    runs: dict[str, StoredRun] = {}
    for name in names:
        stored, _ = store.choose(session().folder, year, name, "")
        if stored.index not in wanted:
            raise RulesError("run_unprinted", run=name, index=stored.index)
        if first := runs.get(stored.index):
            raise RulesError("run_index_twice", first=first.name, run=name)
        runs[stored.index] = stored
        year = stored.year
    return runs


def _year(given: int | None, wanted: Sequence[str]) -> int:
    """The given year, else the latest that has a run of a wanted index."""
    folder = session().folder
    known = store.years(folder)

    def holds(year: int) -> bool:
        return any(store.latest_run(folder, year, index) for index in wanted)

    year = next((y for y in reversed(known) if holds(y)), None) if given is None else given
    if year is not None and holds(year):
        return year
    if years := [y for y in known if holds(y)]:
        raise RulesError("nothing_stored_year", year=year, years=", ".join(map(str, years)))
    raise RulesError("nothing_stored")


def _changes(run: StoredRun) -> dict[str, dict[str, str]]:
    """What moved since the earlier year; empty where there is none."""
    before = earlier_run(run)
    if before is None:
        return {}
    results = {run.year: run.standings, before.year: before.standings}
    succession = history.read_succession(session().folder)
    return history.printed_movements(results, run.year, before.year, succession)


def _say_used(year: int, used: Mapping[str, StoredRun], named: Collection[str]) -> None:
    if missing := store.missing_link(session().folder, year):
        remarks([say("note.run_missing", run=missing, year=year)])
    for run in used.values():
        say_contradictions(run, beside(run) | {index: own.name for index, own in used.items()})
    for index, run in used.items():
        why = "run_named" if index in named else store.used_run(session().folder, year, index)[1]
        remarks([say("note.run_used", run=run.name, year=year, why=say(f"note.{why}"))])


def _is_draft(runs: Collection[StoredRun]) -> bool:
    """Whether a run that is printed is not the frozen one of its year; said on standard error."""
    loose = [run for run in runs if store.frozen_run(session().folder, run.year, run.index) != run.name]
    remarks(say("note.draft", run=run.name, index=run.index, year=run.year) for run in loose)
    return bool(loose)


def _format(form: str | None, out: str | None) -> str:
    if form or out in (None, "-"):
        return form or "docx"
    suffix = Path(str(out)).suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        raise UsageFaultError("format_unknown", name=out, formats=", ".join(FORMATS))
    return suffix
