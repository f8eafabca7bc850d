"""The report: one self-contained html of an analysis, through templates/report.html and its charts.

Every text in it is printed text: a template decides nothing but how it looks.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import count, pairwise
from pathlib import Path
from typing import Any

from jinja2.environment import TemplateModule
from jinja2.sandbox import SandboxedEnvironment

from sipas_cli import __version__
from sipas_cli.documents import charts
from sipas_cli.documents.analysis import Analysis, GroupProfile, Item, Mark, Profile
from sipas_cli.documents.charts import Chart, Figures, drawn
from sipas_cli.documents.data import lines_of_run
from sipas_cli.documents.method import method
from sipas_cli.figures import outputs, units
from sipas_cli.figures.figure import Figure, columns_in
from sipas_cli.figures.lines import Line
from sipas_cli.figures.printing import Style
from sipas_cli.messages import CATALOGUE, decimal_mark, language, say
from sipas_cli.model import PAR, Group
from sipas_cli.rules.criteria import NO_ANSWER, Criteria
from sipas_cli.rules.library import shipped
from sipas_cli.runs.history import means
from sipas_cli.runs.store import StoredRun
from sipas_cli.templating.templates import environment, faults
from sipas_cli.text import decimal_text, half_up
from sipas_cli.wording import index_name, kind_of_problem, overall_kind, source_name
from sipas_cli.workspace.workspace import Settings

TEMPLATE, STYLE, SCRIPT = "report.html", "report.css", "report.js"
_WORDS = "report."
#: Steps of colour of a heat table.
_HEATS = 6
#: Words of a criterion in the tables of the units, in px of small letters; in full it stands once.
_ROOM = 360

Cell = dict[str, str]
Table = dict[str, Any]


def render_report(analysis: Analysis, settings: Settings, local: Path) -> bytes:
    """The report, from the templates in `local` or the shipped ones; the same run, the same bytes.

    Raises RulesError for a template with an unknown field, a broken tag or a forbidden expression.
    """
    return _written(analysis, settings, environment(escape=True, folders=(local, shipped("templates"))))


def try_template(path: Path, name: str, analysis: Analysis) -> None:
    """Writes a report with the file `path` in place of the template `name`; the others are those that lie
    with it, else the shipped ones.

    Raises RulesError for what is wrong with it.
    """
    with faults(path.name):
        text = path.read_text(encoding="utf-8-sig")
    folders = (path.resolve().parents[name.count("/")], shipped("templates"))
    made = environment(escape=True, folders=folders, replaced={name: text})
    _written(analysis, Settings(), made)


def _written(analysis: Analysis, settings: Settings, made: SandboxedEnvironment) -> bytes:
    style, script = (_plain(made, name) for name in (STYLE, SCRIPT))
    context = {
        **Sections(analysis, settings, _within(made)).context(),
        "style": style,
        "script": script,
        "policy": _policy(str(style), str(script)),
    }
    with faults(TEMPLATE):
        return made.get_template(TEMPLATE).render(context).encode()


def _within(made: SandboxedEnvironment) -> Callable[[Chart], TemplateModule]:
    """Draws charts as the html puts them in; each has an id of its own."""
    numbers = count(1)
    return lambda chart: drawn(chart, made, f"chart-{next(numbers)}")


def _plain(made: SandboxedEnvironment, name: str) -> TemplateModule:
    """A style or a script, which is put into the report as it is."""
    with faults(name):
        return made.get_template(name).make_module()


def _policy(style: str, script: str) -> str:
    """What a browser may do with the report: show it. Nothing is loaded, only the style and the script
    within it hold, known by their digests."""
    own = f"style-src {_digest(style)}; script-src {_digest(script)}"
    return f"default-src 'none'; {own}; img-src data:; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


# --- tables --------------------------------------------------------------------------------------


def _cell(text: object, href: str = "", tone: str = "") -> Cell:
    return {"text": str(text), "href": href, "tone": tone}


def _of(rank: int, ranked: int) -> str:
    """A rank and of how many, where that is known."""
    return f"{rank}/{ranked}" if ranked else str(rank)


def _table(
    caption: str,
    columns: Sequence[tuple[str, bool]],
    rows: Iterable[Sequence[Cell]],
    *,
    head: int = 0,
    sortable: bool = False,
    foot: Sequence[Cell] = (),
) -> Table:
    """A table of columns (title, whether of numbers); the cell `head` of each row says what it is about, and
    `foot` is the last row, which stays there when the others are sorted."""
    return {
        "caption": caption,
        "columns": [{"title": title, "number": numbers} for title, numbers in columns],
        "rows": list(rows),
        "head": head,
        "foot": foot,
        "sortable": sortable,
    }


def _anchor(kind: str, name: str) -> str:
    return f"{kind}-{name}"


# --- the report ----------------------------------------------------------------------------------


class Sections:
    """An analysis on its way into the context of a template.

    picture   what a chart becomes there
    """

    def __init__(self, analysis: Analysis, settings: Settings, picture: Callable[[Chart], Any]) -> None:
        self.analysis = analysis
        self.settings = settings
        self.picture = picture
        self.run: StoredRun = analysis.run
        self.index_name = index_name(self.run.index)
        standings = self.run.standings
        self.unit = say("report.points_unit") if self.run.in_points else "%"
        self.style = Style(decimal_mark(), tied="table.tied_short")
        self.figure = Figures(standings.decimals, self.unit)
        self.percent = Figures(standings.decimals, "%")
        self.bands = {band: n % charts.TONES + 1 for n, band in enumerate(standings.bands)}

    def parts(self) -> dict[str, Any]:
        """The sections, but the pages of the units; empty where there is nothing to be said."""
        return {
            "headline": self.headline(),
            "summary": self.summary(),
            "rankings": [self.ranking(group) for group in self.analysis.groups],
            "changes": list(self.changes()),
            "heat": list(self.heat()),
            "priorities": self.priorities(),
            "answers": list(self.answers()),
            "respondents": list(self.respondents()),
            "intake": self.intake(),
            "criteria": self.criteria(),
            "method": self.method(),
        }

    def context(self) -> dict[str, Any]:
        """Every field that the template of the html may use, but style and script."""
        parts = {
            **self.parts(),
            "units": [
                self.unit_page(group, own) for group in self.analysis.groups for own in self.pages(group)
            ],
            "about": self.about(),
        }
        return {
            "lang": language(),
            "decimal_mark": decimal_mark(),
            "title": say("report.title", index=index_name(self.run.index), year=self.run.year),
            "province": self.settings.province or "",
            "year": self.run.year,
            "notice": self.notice(),
            "words": _words(),
            "contents": [
                {"id": name, "title": say(f"report.section.{name}")}
                for name in parts
                if parts[name] and name != "summary"
            ],
            **parts,
        }

    def notice(self) -> str:
        """What is to be said about the data, also about those of the earlier year."""
        runs = (self.run, self.analysis.before)
        return " ".join(dict.fromkeys(run.notice for run in runs if run and run.notice))

    # --- figures above all ---

    def headline(self) -> list[dict[str, str]]:
        """The figures that everybody asks for first."""
        standings, counts = self.run.standings, self.run.manifest["counts"]
        found = [(say("report.overall_figure"), self.with_unit(standings.overall), self.since(None))]
        found.append((say("report.units_scored"), str(standings.units), ""))
        if counts["ballots_valid"]:
            found.append((say("report.ballots_valid"), thousands(counts["ballots_valid"]), ""))
        found += [
            (
                say("report.leader_of", group=group.group.name),
                ", ".join(line.unit.name for line in group.leaders),
                self.with_unit(group.leaders[0].score),
            )
            for group in standings.groups
            if group.leaders
        ]
        if in_bands := standings.in_bands:
            counts_text = "; ".join(f"{band}: {units}" for band, units in in_bands.items())
            found.append((say("report.in_bands"), "", counts_text))
        return [{"label": label, "value": value, "note": note} for label, value, note in found]

    def with_unit(self, score: Fraction | None) -> str:
        return self.figure(score) + (f" {self.unit}" if score is not None else "")

    def since(self, group: Group | None) -> str:
        """The change of a mean, or of the figure of the province, since the earlier year, in words; both
        figures with their kind where they are of two kinds."""
        change = self.mean_change(group)
        before = self.analysis.before
        if before is None:
            return ""
        if group is None and (other := self.of_other_kind()):
            return other
        return say("report.since", change=change, year=before.year) if change else ""

    def of_other_kind(self) -> str:
        """What is to be said where the earlier figure of the province is of another kind; "" else."""
        before, now = self.analysis.before, self.run.standings
        if before is None or before.standings.overall is None or now.overall is None:
            return ""
        kinds = [now.overall_kind, before.standings.overall_kind]
        if "" in kinds or kinds[0] == kinds[1]:
            return ""
        figure = self.with_unit(before.standings.overall)
        own, other = map(overall_kind, kinds)
        return say("report.of_other_kind", own=own, year=before.year, figure=figure, other=other)

    def mean_change(self, group: Group | None) -> str:
        """The change of a mean since the earlier year, "" where there is none."""
        before = self.analysis.before
        if before is None:
            return ""
        results = {self.run.year: self.run.standings, before.year: before.standings}
        found = [own for own in means(results, self.run.year, group) if own.year == before.year]
        if not found or found[0].change is None:
            return ""
        return self.figure.change(found[0].change, found[0].decimals_of_change)

    def summary(self) -> Table:
        """The groups side by side."""
        before = self.analysis.before
        columns = [(say("table.group"), False), (say("report.mean"), True)]
        columns += [(say("report.change_on", year=before.year), True)] if before else []
        columns += [(say("table.units"), True), (say("table.leader"), False)]
        columns += [(band, True) for band in self.bands]
        rows = [
            [
                _cell(group.group.name, f"#{_anchor('group', group.group.id)}"),
                _cell(self.figure(group.mean)),
                *([_cell(self.mean_change(group.group) or "–")] if before else []),
                _cell(group.units),
                _cell(", ".join(line.unit.name for line in group.leaders) or "–"),
                *(_cell(group.bands.get(band, 0)) for band in self.bands),
            ]
            for group in self.run.standings.groups
        ]
        return _table(say("report.summary"), columns, rows)

    # --- groups ---

    def ranking(self, group: GroupProfile) -> dict[str, Any]:
        own = group.standings.group
        pictures = charts.ranked(group, self.bands, self.figure)
        return {
            "id": _anchor("group", own.id),
            "title": own.name,
            "mean": say("report.mean_is", mean=self.with_unit(group.standings.mean)),
            "charts": [self.picture(chart) for chart in pictures],
            "table": self.ranking_table(group),
        }

    def ranking_table(self, group: GroupProfile) -> Table:
        moved = {own.line.unit.id: own.movement for own in group.profiles if own.movement}
        table = lines_of_run(self.run, group.standings, moved)
        columns = columns_in(outputs.REPORT, table)
        headings = [(column.headed(table), not column.figure.of_words) for column in columns]
        rows = [[self.ranking_cell(column.figure, line) for column in columns] for line in table.lines]
        caption = say("report.table_of", group=group.standings.group.name)
        return _table(caption, headings, rows, head=1, sortable=True)

    def ranking_cell(self, figure: Figure, line: Line) -> Cell:
        """A figure; the unit leads to its page, a band has its colour."""
        text = self.style.text(figure, line)
        if figure is units.UNIT:
            return _cell(text, f"#{_anchor('unit', line.standing.unit.id)}")
        tone = self.bands.get(line.standing.band)
        return _cell(text, tone=f"t{tone}" if figure is units.BAND and tone else "")

    def note(self, profile: Profile) -> str:
        """Why a unit is not ranked, in words; "" if it is."""
        line = Line(profile.line, profile.group, self.run.standings, profile.movement)
        return self.style.text(units.NOTE, line)

    def changes(self) -> Iterator[dict[str, Any]]:
        """The groups that have scores of both years."""
        before = self.analysis.before
        for group in self.analysis.groups if before else ():
            found = charts.changes(group, self.run.year, before.year, self.figure) if before else []
            if found:
                name = group.standings.group.name
                yield {"title": name, "charts": [self.picture(chart) for chart in found]}

    def heat(self) -> Iterator[dict[str, Any]]:
        """Each group that has scores of more than one factor: unit by factor, coloured by the figure."""
        for group in self.analysis.groups:
            own = [mark for profile in group.profiles for mark in profile.parts if mark.score is not None]
            ids = {mark.item.id for mark in own}
            parts = [item for item in self.analysis.parts if item.id in ids]
            if len(parts) > 1:
                steps = _Heats([mark.score for mark in own if mark.score is not None])
                yield {
                    "title": group.standings.group.name,
                    "keys": steps.keys(self.percent),
                    "table": self.heat_table(group, parts, steps),
                }

    def heat_table(self, group: GroupProfile, parts: Sequence[Item], steps: "_Heats") -> Table:
        columns = [(say("table.unit"), False), *((item.title, True) for item in parts)]

        def row(profile: Profile) -> list[Cell]:
            scores = {mark.item.id: mark.score for mark in profile.parts}
            cells = (_cell(self.percent(scores.get(i.id)), tone=steps.tone(scores.get(i.id))) for i in parts)
            return [_cell(profile.line.unit.name, f"#{_anchor('unit', profile.line.unit.id)}"), *cells]

        mean = {mark.item.id: mark.group_mean for own in group.profiles for mark in own.parts}
        last = [_cell(say("table.mean")), *(_cell(self.percent(mean.get(item.id))) for item in parts)]
        caption = say("report.heat_of", group=group.standings.group.name)
        return _table(caption, columns, map(row, group.profiles), sortable=True, foot=last)

    # --- criteria ---

    def priorities(self) -> dict[str, Any] | None:
        """Importance against performance: of criteria of SIPAS, of areas of the PAR index."""
        shares = self.run.index == PAR
        items = self.analysis.parts if shares else self.analysis.items
        chart = charts.priorities(items, self.percent, shares=shares)
        if chart is None:
            return None
        there = [own for own in items if own.importance is not None and own.score is not None]
        across, up = charts.quadrant_lines(there)
        columns = [
            (say("table.id"), False),
            (say("report.wording"), False),
            (say("report.importance"), True),
            (say("report.performance"), True),
            (say("report.quadrant"), False),
        ]
        rows = (
            [
                _cell(item.id),
                _cell(item.title),
                _cell(_decimals(Fraction(item.importance or 0), 2)),
                _cell(self.percent(item.score)),
                _cell(_quadrant(Fraction(item.importance or 0) >= across, (item.score or 0) >= up)),
            ]
            for item in there
        )
        return {
            "explained": say("report.priorities_par" if shares else "report.priorities_sipas"),
            "chart": self.picture(chart),
            "table": _table(say("report.chart_priorities"), columns, rows, sortable=True),
        }

    def answers(self) -> Iterator[dict[str, Any]]:
        """Factor by factor, how its questions were answered."""
        criteria = self.analysis.criteria
        if not isinstance(criteria, Criteria):
            return
        for part in self.analysis.parts:
            items = [item for item in self.analysis.items if item.part == part.id and item.answers]
            found = charts.answers(part, items, criteria.plan.scale, self.percent)
            if found:
                yield {
                    "title": part.title,
                    "score": self.percent(part.score),
                    "charts": [self.picture(chart) for chart in found],
                    "table": self.answers_table(part, items, criteria),
                }

    def answers_table(self, part: Item, items: Sequence[Item], criteria: Criteria) -> Table:
        scale = criteria.plan.scale
        counted = {kind for item in items for kind in item.answers or ()}
        none = [kind for kind in NO_ANSWER if kind in counted]
        columns = [(say("report.question"), False), *((answer.label, True) for answer in scale.answers)]
        columns += [(say(f"report.{kind}"), True) for kind in none]
        columns.append((say("report.score_in", unit="%"), True))
        kinds = [*(str(answer.code) for answer in scale.answers), *none]
        rows = (
            [
                _cell(f"{item.id} {item.title}"),
                *(_cell((item.answers or {}).get(kind, 0)) for kind in kinds),
                _cell(self.percent(item.score)),
            ]
            for item in items
        )
        return _table(say("report.answers_of", factor=part.title), columns, rows)

    def criteria(self) -> Table | None:
        """Every criterion with its wording, where the tables of the units point to."""
        if not self.analysis.items:
            return None
        titles = {part.id: part.title for part in self.analysis.parts}
        columns = [(say("table.id"), False), (say("report.wording"), False), (say("report.factor"), False)]
        columns.append((say("report.of_all"), True))
        rows = (
            [
                _cell(item.id),
                _cell(item.title),
                _cell(titles.get(item.part, "")),
                _cell(self.percent(item.score)),
            ]
            for item in self.analysis.items
        )
        return _table(say("report.section.criteria"), columns, rows, sortable=True)

    # --- ballots ---

    def respondents(self) -> Iterator[dict[str, Any]]:
        """Trait by trait, who answered and how content they are."""
        overall = self.run.standings.overall
        draw = partial(charts.respondents, minimum=self.analysis.minimum_cell, print_figure=self.percent)
        for trait in self.analysis.traits:
            shown = trait.cells
            scored = any(cell.score is not None for cell in shown)
            chart = draw(trait, overall=overall) if scored else None
            yield {
                "title": trait.title,
                "chart": self.picture(chart) if chart else "",
                "table": self.respondents_table(trait),
            }

    def respondents_table(self, trait: Any) -> Table:
        valid = self.run.manifest["counts"]["ballots_valid"]
        hidden = say("report.hidden", minimum=self.analysis.minimum_cell)
        scored = any(cell.score is not None for cell in trait.cells)
        columns = [(trait.title, False), (say("table.ballots"), True), (say("table.share"), True)]
        columns += [(say("report.score_in", unit="%"), True)] if scored else []
        rows = []
        for cell in trait.cells:
            counts = [hidden, "–"]
            if cell.ballots is not None:
                counts = [
                    str(cell.ballots),
                    _decimals(Fraction(100 * cell.ballots, valid), 1) if valid else "–",
                ]
            scores = [self.percent(cell.score)] if scored else []
            rows.append([_cell(charts.value_name(cell)), *map(_cell, [*counts, *scores])])
        return _table(say("report.respondents_by", trait=trait.title), columns, rows)

    def intake(self) -> dict[str, Any] | None:
        """What was read and what became of it; what was wrong in what counts."""
        counts = self.run.manifest["counts"]
        outcomes = [
            (kind_of_problem(f"ballot_{name}"), n)
            for name, n in self.analysis.outcomes.items()
            if name != "valid"
        ]
        known = {code: n for code, n in counts["findings"].items() if f"finding.{code}" in CATALOGUE}
        others = [(kind_of_problem(code), n) for code, n in known.items() if not code.startswith("ballot_")]
        if not counts["ballots_read"] and not others:
            return None
        read, valid = counts["ballots_read"], counts["ballots_valid"]
        told = say("report.intake", read=read, valid=valid, rejected=counts["ballots_rejected"])
        return {
            "told": told if read else "",
            "outcomes": _counted(say("report.why_rejected"), outcomes),
            "findings": _counted(say("report.other_findings"), others),
        }

    # --- units ---

    def pages(self, group: GroupProfile) -> Iterator[tuple[Profile, charts.Axis]]:
        scale = charts.marks_axis(group)
        return ((profile, scale) for profile in group.profiles)

    def unit_page(self, group: GroupProfile, own: tuple[Profile, charts.Axis]) -> dict[str, Any]:
        """One unit against its group."""
        profile, scale = own
        line = profile.line
        scored = sum(mark.score is not None for mark in profile.parts)
        few = bool(line.ballots) and not profile.criteria and any(i.answers for i in self.analysis.items)
        return {
            "id": _anchor("unit", line.unit.id),
            "name": line.unit.name,
            "group": group.standings.group.name,
            "group_href": f"#{_anchor('group', group.standings.group.id)}",
            "facts": self.facts(profile, group),
            "strengths": [self.mark_text(mark) for mark in profile.strengths],
            "weaknesses": [self.mark_text(mark) for mark in profile.weaknesses],
            "chart": self.picture(charts.marks(profile, self.percent, scale)) if scored > 1 else "",
            "parts": self.parts_table(profile) if scored else None,
            "sources": self.sources_table(profile),
            "criteria": self.criteria_table(profile),
            "hidden": say("report.criteria_hidden", minimum=self.analysis.minimum_cell) if few else "",
        }

    def facts(self, profile: Profile, group: GroupProfile) -> list[dict[str, str]]:
        """What is said of a unit first."""
        line, moved = profile.line, profile.movement
        ranked = sum(other.line.rank is not None for other in group.profiles)
        rank = say("report.rank_of", rank=line.rank, units=ranked) if line.rank else "–"
        found = [(say("table.rank"), say("report.tied", rank=rank) if line.tied else rank)]
        found.append((say("report.score"), self.with_unit(line.score)))
        found.append((say("table.mean"), self.with_unit(group.standings.mean)))
        found.append((say("table.band"), line.band))
        if moved and moved.before and self.analysis.before:
            found.append((say("report.change_on", year=self.analysis.before.year), self.moved(profile)))
        found.append((say("table.ballots"), thousands(line.ballots) if line.ballots else ""))
        found.append((say("table.head_class"), line.head_class))
        found.append((say("table.note"), self.note(profile)))
        return [{"label": label, "value": value} for label, value in found if value]

    def moved(self, profile: Profile) -> str:
        """What changed since the earlier year, of score and rank, as far as it is known."""
        moved = profile.movement
        if moved is None:
            return ""
        score = self.figure.change(moved.score_change, moved.decimals_of_change)
        rank = self.figure.change(moved.rank_change, 0)
        before = moved.before.rank if moved.before else None
        if before is None or moved.line.rank is None:
            return say("report.moved", score=score, rank=rank)
        places = [_of(before, moved.ranked_before), _of(moved.line.rank, moved.ranked)]
        return say("report.moved_places", score=score, rank=rank, before=places[0], now=places[1])

    def mark_text(self, mark: Mark) -> str:
        return say(
            "report.mark",
            name=f"{mark.item.id} {mark.item.title}" if mark.item.part else mark.item.title,
            score=self.percent(mark.score),
            difference=self.percent.change(mark.difference),
        )

    def parts_table(self, profile: Profile) -> Table:
        """Factors or areas; in the PAR index with the points."""
        areas = profile.line.achieved.areas if profile.line.achieved else {}
        columns = [(say("report.factor"), False)]
        columns += [(say("table.points"), True), (say("table.maximum"), True)] if areas else []
        columns += _mark_columns()
        rows = []
        for mark in profile.parts:
            share = areas.get(mark.item.id)
            points = [
                self.figure(share.points if share else None),
                self.figure(share.maximum if share else None),
            ]
            shown = [*(points if areas else []), *self.mark_figures(mark)]
            rows.append([_cell(mark.item.title), *map(_cell, shown)])
        return _table(say("report.parts_of", unit=profile.line.unit.name), columns, rows)

    def mark_figures(self, mark: Mark) -> list[str]:
        return [
            self.percent(mark.score),
            self.percent(mark.group_mean),
            self.percent.change(mark.difference),
        ]

    def sources_table(self, profile: Profile) -> Table | None:
        """Where the points of the PAR index came from."""
        line = profile.line
        if line.achieved is None or line.score is None or not line.achieved.sources:
            return None
        columns = [(say("report.source"), False), (say("table.points"), True), (say("table.maximum"), True)]
        shares = {source_name(name): share for name, share in line.achieved.sources.items()}
        shares[say("table.total")] = line.achieved.total
        rows = (
            [_cell(name), _cell(self.figure(share.points)), _cell(self.figure(share.maximum))]
            for name, share in shares.items()
        )
        return _table(say("report.sources_of", unit=line.unit.name), columns, rows)

    def criteria_table(self, profile: Profile) -> Table | None:
        if not profile.criteria:
            return None
        columns = [(say("report.criterion"), False), *_mark_columns()]
        rows = (
            [
                _cell(charts.shortened(f"{mark.item.id} {mark.item.title}", _ROOM)),
                *map(_cell, self.mark_figures(mark)),
            ]
            for mark in profile.criteria
        )
        return _table(say("report.criteria_of", unit=profile.line.unit.name), columns, rows)

    # --- how it was made ---

    def method(self) -> list[dict[str, str]]:
        """How the run was judged, as far as its criteria are known."""
        criteria = self.analysis.criteria
        rules = method(criteria, self.run.index) if criteria else []
        rules.append(
            (say("report.suppression"), say("report.suppressed", minimum=self.analysis.minimum_cell))
        )
        if not criteria:
            rules.insert(0, (say("report.measure"), say("report.imported")))
        return [{"what": what, "how": how} for what, how in rules]

    def about(self) -> list[dict[str, str]]:
        """The run and what it was made from."""
        manifest, criteria = self.run.manifest, self.analysis.criteria
        found = [(say("table.criteria"), f"{manifest['criteria']['title']} ({manifest['criteria']['id']})")]
        if criteria:
            found.append((say("report.criteria_source"), criteria.source))
        found.append((say("table.run"), self.run.name))
        if before := self.analysis.before:
            found.append((say("report.run_before", year=before.year), before.name))
        found += [(say("report.folded", index=index), run) for index, run in manifest["folded"].items()]
        found += [(say("report.plan_digest"), manifest["criteria"]["plan"])]
        found += [(say("report.rules_digest"), manifest["criteria"]["rules"])]
        found += [
            (say("report.source_digest", name=own["name"]), own["sha256"]) for own in manifest["sources"]
        ]
        found.append((say("report.seal"), str(manifest.get("seal", "–"))))
        found.append((say("report.scored_by"), f"sipas {manifest['tool']['version']}"))
        found.append((say("report.written_by"), f"sipas {__version__}"))
        return [{"what": what, "how": how} for what, how in found]


def _words() -> Mapping[str, str]:
    """The fixed words of the report, by the end of their keys: those that have nothing to be filled in."""
    return {
        key.removeprefix(_WORDS): say(key)
        for key, sentences in CATALOGUE.items()
        if key.startswith(_WORDS) and "{" not in sentences[0]
    }


def _mark_columns() -> list[tuple[str, bool]]:
    keys = ("report.this_unit", "report.group_mean", "table.difference")
    return [(say(key), True) for key in keys]


def _counted(title: str, rows: Sequence[tuple[str, int]]) -> Table | None:
    """What was found, and how often; None where nothing was."""
    columns = [(say("report.reason"), False), (say("report.count"), True)]
    return _table(title, columns, [[_cell(text), _cell(n)] for text, n in rows]) if rows else None


def _quadrant(important: bool, high: bool) -> str:
    """The name of a quadrant."""
    names = {
        (True, False): "report.quadrant_improve",
        (True, True): "report.quadrant_keep",
        (False, True): "report.quadrant_good",
        (False, False): "report.quadrant_later",
    }
    return say(names[important, high])


def _decimals(value: Fraction, decimals: int) -> str:
    return decimal_text(half_up(value, decimals), decimals, mark=decimal_mark()).replace("-", "−")


def thousands(count: int) -> str:
    """A number of ballots: 8.253 in Vietnamese, 8,253 in English."""
    return f"{count:,}".replace(",", "." if decimal_mark() == "," else ",")


class _Heats:
    """Steps of colour over the figures of a table, all of the same width."""

    def __init__(self, values: Sequence[Fraction]) -> None:
        self.low, self.high = min(values), max(values)
        self.width = (self.high - self.low) / _HEATS

    def tone(self, value: Fraction | None) -> str:
        """The class of a cell, "" where there is no figure."""
        if value is None:
            return ""
        return f"h{min(int((value - self.low) / self.width), _HEATS - 1) if self.width else 0}"

    def keys(self, print_figure: Figures) -> list[Cell]:
        """What each colour stands for."""
        decimals = print_figure.decimals
        ends = [half_up(self.low + n * self.width, decimals) for n in range(_HEATS + 1)]
        pairs = pairwise(ends) if self.width else [(self.low, self.high)]
        return [
            _cell(f"{print_figure(low)} – {print_figure(high)}", tone=f"h{n}")
            for n, (low, high) in enumerate(pairs)
        ]
