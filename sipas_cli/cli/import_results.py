"""`sipas import-results`: a published table to a stored run."""

from functools import partial
from pathlib import Path

import click

from sipas_cli.cli import command_help, messages, option_help
from sipas_cli.cli.inputs import reading_published, show_findings
from sipas_cli.cli.named_files import located
from sipas_cli.cli.options import PATH, Command, Option
from sipas_cli.cli.output import chosen_format, index_option, output_options, put, year_option
from sipas_cli.cli.session import UsageFaultError, remarks, session, tell, warn
from sipas_cli.errors import DataError
from sipas_cli.messages import say
from sipas_cli.model import SHOWN_INDICES
from sipas_cli.runs import messages as runs_messages
from sipas_cli.wording import finding_text


@click.command("import-results", cls=Command, words=command_help.IMPORT_RESULTS)
@click.argument("file", metavar="FILE", type=PATH)
@year_option
@partial(index_option, text=option_help.INDEX_IMPORT, others=True)
@click.option("--overall", metavar="N", cls=Option, words=option_help.OVERALL)
@click.option("--group", metavar="ID", default="", cls=Option, words=option_help.GROUP_IMPORT)
@click.option("--former-groups", is_flag=True, cls=Option, words=option_help.FORMER_GROUPS)
@click.option("--tables", type=PATH, metavar="FILE", cls=Option, words=option_help.TABLES_SAID)
@click.option("--ask", type=PATH, metavar="FILE", cls=Option, words=option_help.ASK)
@output_options
def command(
    file: Path,
    year: int | None,
    index: str,
    overall: str | None,
    group: str,
    former_groups: bool,
    tables: Path | None,
    ask: Path | None,
    form: str | None,
    out: str | None,
) -> None:
    """Reads the table, stores it, shows what was read."""
    form = chosen_format(form, out)
    if year is None:  # not that of the settings: it is another year's table that is brought in
        raise UsageFaultError(messages.USAGE_MISSING, where="sipas import-results", name="--year")
    if index not in SHOWN_INDICES:
        remarks([say(messages.INDEX_OTHER, index=index, known=", ".join(SHOWN_INDICES))])
    workspace = session().workspace
    province = workspace.province
    with reading_published(file) as source:
        from sipas_cli.cli.standings import show_standings
        from sipas_cli.rules.tables_said import tables_said
        from sipas_cli.runs import choice, headers, published
        from sipas_cli.runs.published_lines import Asked
        from sipas_cli.runs.storing import save

        if overall is not None and headers.number(overall)[0] is None:
            raise UsageFaultError(messages.USAGE_SCORE, name="--overall")
        registry = workspace.succession.registry(year)
        asked = Asked(index, year, registry, tables_said(located(tables)) if tables else None)
        if ask:
            from sipas_cli.runs.asked_tables import tables_yaml

            put({ask: tables_yaml(source, asked).encode()})
            remarks([say(messages.TABLES_ASKED, path=ask)])
            return
        table = published.read(source, asked, group=group, province=province, former_groups=former_groups)
    tell(table.remarks)
    if not registry.units:
        remarks([say(runs_messages.GROUPS_FROM_FILE)])
    if table.errors:
        warn(finding_text(finding) for finding in table.errors)
        raise DataError(messages.PUBLISHED_REJECTED, where=source.name, count=len(table.errors))
    run = published.run(table, index=index, year=year, overall=overall)
    stored, new = save(workspace, run)
    show_findings(run.findings, full_list=say(messages.FINDINGS_WHERE, path=stored.path / "findings.csv"))
    remarks([say(messages.RUN_STORED if new else messages.RUN_KNOWN, run=stored.name, path=stored.path)])
    tell(choice.after_storing(workspace, stored))
    if not session().quiet or form != "table" or out is not None:  # nobody asked for it under -q
        show_standings([stored], None, form, out)
