"""The program itself: its commands, its help in two languages, and the one boundary where errors
become words and an exit status."""

import importlib
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from sipas_cli import __version__, i18n
from sipas_cli.errors import DONE, FAULT, INTERRUPTED, WORDS, SipasError, SurroundingsError, reason
from sipas_cli.i18n import LANGUAGES, say
from sipas_cli.text import nearest

#: Name -> module of this package; imported only when the command runs, so that help is quick.
COMMANDS = {
    "init": "init",
    "criteria": "criteria",
    "sample": "sample",
    "form": "form",
    "check": "check",
    "map": "map_file",
    "score": "score",
    "rank": "rank",
    "compare": "compare",
    "import-results": "import_results",
    "render-decision": "render_decision",
    "render-submission": "render_submission",
    "render-notice": "render_notice",
    "template": "template",
    "report": "report",
    "audit": "audit",
    "runs": "runs",
    "doctor": "doctor",
    "freeze": "freeze",
    "completion": "completion",
}
#: The variable of the environment in which a shell's script asks for the words that may follow.
COMPLETE = "_SIPAS_COMPLETE"


# --- help in the language of the user ------------------------------------------------------------


class Option(click.Option):
    """An option whose `help` is a key of the catalogue."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return (record[0], say(self.help)) if record and self.help else record

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from sipas_cli.cli.completion import values

        return values(ctx, self, incomplete) or super().shell_complete(ctx, incomplete)


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


def _help_option() -> Option:
    return Option(
        ["--help", "-h"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help="help.option.help",
    )


class Command(click.Command):
    """A command with the options that every command has, and its help from the catalogue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"options_metavar": "[...]", "add_help_option": False}
        super().__init__(*args, **kwargs)
        self.params.extend([*_common_options(), _help_option()])

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{say('help.usage')}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(say("help.options")):
            formatter.write_dl(records)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(str(self.help)))
        example = f"{self.help}.example"
        if example in i18n.CATALOGUE:
            with formatter.section(say("help.example")), formatter.indentation():
                for line in say(example).splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        items = super().shell_complete(ctx, incomplete)
        for item in items:
            item.help = say(item.help) if item.help in i18n.CATALOGUE else None
        return items


class Group(Command, click.Group):
    """A command that holds commands."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"subcommand_metavar": "COMMAND", "no_args_is_help": False}
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section(say("help.commands")):
            formatter.write_dl([(name, say(f"{self.help}.{name}")) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            known = self.list_commands(ctx)
            meant = nearest(args[0], known)
            raise UsageFaultError("usage_command", name=args[0], meant=meant, known=", ".join(known))
        return super().resolve_command(ctx, args)


def help_alone() -> None:
    """What a group does where no command of it was named: it shows its help, and that is no fault."""
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


class UsageFaultError(SipasError):
    """Wrong words on the command line."""

    exit_status = WORDS


# --- the options that every command has ----------------------------------------------------------


class Session:
    """What the options that every command has came to."""

    def __init__(self) -> None:
        self.folder = Path()
        self.verbose = False
        self.quiet = False
        self.said: set[str] = set()


def session() -> Session:
    """The session of the command that is running."""
    return click.get_current_context().find_root().ensure_object(Session)


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keeps the value of a common option, wherever on the command line it stood."""
    if value and param.name:
        setattr(ctx.find_root().ensure_object(Session), param.name, value)


def _speak(_: click.Context, __: click.Parameter, value: str | None) -> None:
    if value:
        i18n.use(value)


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"sipas {__version__}")
        ctx.exit()


def _common_options() -> list[click.Option]:
    keep: dict[str, Any] = {"callback": _remember, "expose_value": False, "is_eager": True}
    return [
        Option(
            ["-C", "folder"], metavar="DIR", type=click.Path(path_type=Path), help="help.option.C", **keep
        ),
        Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            callback=_speak,
            expose_value=False,
            is_eager=True,
            help="help.option.lang",
        ),
        Option(["-v", "--verbose", "verbose"], is_flag=True, help="help.option.v", **keep),
        Option(["-q", "--quiet", "quiet"], is_flag=True, help="help.option.q", **keep),
        Option(
            ["--version"],
            is_flag=True,
            callback=_show_version,
            expose_value=False,
            is_eager=True,
            help="help.option.version",
        ),
    ]


# --- the program ---------------------------------------------------------------------------------


class Program(Group):
    """`sipas`: finds its commands late, and turns everything that goes wrong into words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"sipas_cli.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command


def run(words: Sequence[str]) -> int:
    """Runs one command line and returns the exit status; whatever goes wrong is said in words."""
    i18n.use(_language(words))
    _speak_utf8()
    verbose = "-v" in words or "--verbose" in words
    if instruction := os.environ.get(COMPLETE):
        from sipas_cli.cli.completion import answer

        return answer(instruction)
    try:
        result = sipas.main(list(words), prog_name="sipas", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else DONE
    except SipasError as error:
        return _failed(error, verbose)
    except click.UsageError as error:
        return _failed(_usage(error), verbose=False)
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("error.interrupted"), err=True)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe has had enough, as in `sipas rank | head`
        _discard_output()
        return DONE
    except OSError as error:  # e.g. standard output goes to a disk that is full
        _discard_output()
        return _failed(SurroundingsError("cannot_write", reason=reason(error)), verbose)
    except Exception as bug:
        if names := _lacking():  # which is why, more likely than not
            return _failed(SurroundingsError("packages_old", names=names), verbose)
        click.echo(say("error.bug", name=type(bug).__name__), err=True)
        if verbose:
            _traceback()
        return FAULT


def _lacking() -> str:
    """The packages that are missing or too old."""
    from sipas_cli.requirements import lacking

    return ", ".join(package.shown for package in lacking())


def _discard_output() -> None:
    """What could not be written is not tried again when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(error: SipasError, verbose: bool) -> int:
    from sipas_cli.words import error_text

    for one in (error, *error.more):
        click.echo(f"{say('error.prefix')}: {error_text(one)}", err=True)
    if verbose:
        _traceback()
    return error.exit_status


def _language(words: Sequence[str]) -> str:
    """The value of --lang before anything is parsed: help and usage errors are to speak it too."""
    for number, word in enumerate(words, start=1):
        name, _, value = word.partition("=")
        if name == "--lang" and not value:
            value = "".join(words[number : number + 1])
        if name == "--lang" and value in LANGUAGES:
            return value
    return ""


def _speak_utf8() -> None:
    """Vietnamese goes out as UTF-8 even where cron or a Windows pipe has another encoding."""
    for stream in (sys.stdout, sys.stderr):
        encoding = getattr(stream, "encoding", "") or ""
        if encoding.lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _usage(error: click.UsageError) -> SipasError:
    """click's own errors, said with our words."""
    where = error.ctx.command_path if error.ctx else "sipas"
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ()) or "--help"
        return UsageFaultError("usage_option", where=where, name=error.option_name, near=near)
    if isinstance(error, click.MissingParameter) and error.param:
        return UsageFaultError("usage_missing", where=where, name=_name(error.param))
    if isinstance(error, click.BadParameter) and error.param:
        return _bad_value(error.param, where)
    if isinstance(error, click.BadOptionUsage):
        return UsageFaultError("usage_no_value", where=where, name=error.option_name)
    return UsageFaultError("usage_other", where=where)


def _bad_value(param: click.Parameter, where: str) -> SipasError:
    kind = param.type
    if isinstance(kind, click.Choice):
        choices = ", ".join(map(str, kind.choices))
        return UsageFaultError("usage_choice", where=where, name=_name(param), choices=choices)
    if isinstance(kind, click.IntRange):
        return UsageFaultError("usage_number", where=where, name=_name(param), low=kind.min, high=kind.max)
    return UsageFaultError("usage_value", where=where, name=_name(param))


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Argument):
        return param.metavar or str(param.name)
    return "/".join(param.opts)


def _traceback() -> None:
    import traceback

    traceback.print_exc()


def remarks(lines: Iterable[str]) -> None:
    """Remarks to standard error, each once, unless -q."""
    said = session().said
    for line in lines:
        if not session().quiet and line not in said:
            click.echo(line, err=True)
        said.add(line)


def warn(lines: Iterable[str]) -> None:
    """Warnings to standard error, each once, under -q too: of what must not be published as it is."""
    said = session().said
    for line in lines:
        if line not in said:
            click.echo(line, err=True)
        said.add(line)


@click.group(cls=Program, help="help.sipas", invoke_without_command=True)
def sipas() -> None:
    """The program; its help is in the catalogue."""
    help_alone()
