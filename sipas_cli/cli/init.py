"""`sipas init`: a workspace, commented and ready to edit."""

from pathlib import Path

import click

from sipas_cli.cli import workspace_words as words
from sipas_cli.cli.options import PATH, Command, Option
from sipas_cli.cli.session import remarks, session
from sipas_cli.errors import RulesError
from sipas_cli.files import write_file
from sipas_cli.messages import say
from sipas_cli.rules.library import shipped
from sipas_cli.workspace.settings import SETTINGS
from sipas_cli.workspace.units import UNITS

_SCHEMA = "criteria.schema.json"


@click.command("init", cls=Command, words=words.INIT)
@click.argument("target", required=False, metavar="[DIR]", type=PATH)
@click.option("--province", metavar="NAME", cls=Option, words=words.PROVINCE)
def command(target: Path | None, province: str | None) -> None:
    """Writes the files of a workspace that are not there yet."""
    folder = session().folder / (target or "")
    shown = folder if folder.name else folder.absolute()
    files = _shipped_files()
    missing = [name for name in files if not (folder / name).exists()]
    proposed = _proposed(folder, province) if province else {}
    for name in missing:
        write_file(folder / name, proposed.get(name) or files[name].read_bytes())
    if not missing:
        remarks([say(words.WORKSPACE_WHOLE, path=shown)])
    elif len(missing) < len(files):
        remarks([say(words.WORKSPACE_COMPLETED, path=shown, files=", ".join(missing))])
    else:
        remarks([say(words.WORKSPACE_MADE, path=shown), say(words.NEXT_YEAR)])


def _shipped_files() -> dict[str, Path]:
    """Name in a workspace -> the file that it is a copy of."""
    templates = shipped("templates")
    files = {path.name: path for path in sorted((templates / "workspace").glob("*.yaml"))}
    files[f"criteria/{_SCHEMA}"] = shipped("criteria") / _SCHEMA
    return files | {f"templates/{path.name}": path for path in sorted(templates.glob("*.docx"))}


def _proposed(folder: Path, name: str) -> dict[str, bytes]:
    """The files that the name of a province fills in. Raises RulesError where one of them is there."""
    from sipas_cli.workspace import places

    province = places.province_of(name)
    for file in (SETTINGS, UNITS):
        if (folder / file).exists():
            raise RulesError(words.PROVINCE_TOO_LATE, where=str(folder), file=file)
    templates = shipped("templates") / "workspace"
    said = say(
        words.PROPOSED,
        province=province.name,
        communes=len(province.communes),
        kinds=province.kinds,
        departments=len(places.departments(province)),
        districts=sum(map(len, province.districts.values())),
    )
    remarks([said])
    return {
        SETTINGS: places.settings_text(templates / SETTINGS, province).encode(),
        UNITS: places.register_text(templates / UNITS, province).encode(),
    }
