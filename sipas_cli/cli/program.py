"""The program itself: its commands, its help in two languages, and the one boundary where errors
become words and an exit status."""

import importlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

import click

from sipas_cli.cli import command_help, completion, log, messages
from sipas_cli.cli.completion import COMPLETE
from sipas_cli.cli.options import Group, help_alone, placeholder
from sipas_cli.cli.screen import discard, echo, hold_streams
from sipas_cli.cli.session import Session, UsageFaultError
from sipas_cli.cli.signals import SIGNALLED, EndedError, ended_by
from sipas_cli.cli.summaries import PARTS
from sipas_cli.errors import DONE, FAULT, SipasError, SurroundingsError, reason
from sipas_cli.messages import LANGUAGES, Message, say, use

#: Name -> module of this package; imported only when the command runs, so that help is quick.
COMMANDS = {
    "init": "init",
    "units": "units",
    "criteria": "criteria",
    "sample": "sample",
    "form": "form",
    "check": "check",
    "map": "map_file",
    "tally": "tally",
    "score": "score",
    "import-results": "import_results",
    "runs": "runs",
    "freeze": "freeze",
    "rank": "rank",
    "compare": "compare",
    "explain": "explain",
    "what-if": "what_if",
    "verify": "verify",
    "audit": "audit",
    "render-decision": "render_decision",
    "render-submission": "render_submission",
    "render-notice": "render_notice",
    "report": "report",
    "publish": "publish",
    "export": "export",
    "template": "template",
    "guide": "guide",
    "doctor": "doctor",
    "completion": "completion",
}
_HELP = "help"
# --- the program ---------------------------------------------------------------------------------


class Program(Group):
    """`sipas`: finds its commands late, and turns everything that goes wrong into words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def parts(self, ctx: click.Context) -> Sequence[tuple[Message, Mapping[str, Message]]]:
        return PARTS

    def summaries(self, ctx: click.Context) -> dict[str, Message]:
        return {name: text for _, commands in PARTS for name, text in commands.items()}

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was meant; `sipas help COMMAND` is `sipas COMMAND --help`."""
        if args[:1] != [_HELP]:
            return super().resolve_command(ctx, args)
        if not args[1:]:
            echo(ctx.get_help())
            ctx.exit()
        return super().resolve_command(ctx, [*args[1:], "--help"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"sipas_cli.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command


def run(words: Sequence[str]) -> int:
    """Runs one command line and returns the exit status; whatever goes wrong is said in words."""
    use(_language(words))
    hold_streams()
    _speak_utf8()
    if instruction := os.environ.get(COMPLETE):
        return completion.answer(sipas, instruction)
    session = Session()
    session.verbose = "-v" in words or "--verbose" in words
    return log.end(session, _status(words, session))


def _status(words: Sequence[str], session: Session) -> int:
    try:
        result = sipas.main(list(words), prog_name="sipas", standalone_mode=False, obj=session)
        if isinstance(result, int):
            return result
        return DONE
    except SipasError as error:
        if ended_by():  # what the signal raised was taken for a damaged file
            return _ended()
        return _failed(error, session)
    except click.UsageError as error:
        return _failed(_usage(error), session)
    except (click.Abort, KeyboardInterrupt, EndedError):
        return _ended()
    except BrokenPipeError:  # the reader of a pipe has had enough, as in `sipas rank | head`
        discard(sys.stdout)
        return DONE
    except OSError as error:  # of a file, where nothing more is known of what was wanted of it
        from sipas_cli.files import SYSTEM_REFUSED

        where = os.fsdecode(error.filename or "")
        return _failed(SurroundingsError(SYSTEM_REFUSED, where=where, reason=reason(error)), session)
    except Exception as bug:
        if ended_by():
            return _ended()
        if names := _lacking():  # which is why, more likely than not
            return _failed(SurroundingsError(messages.PACKAGES_OLD, names=names), session)
        echo(say(messages.BUG, name=type(bug).__name__), err=True)
        if session.verbose:
            _traceback()
        log.note(session, "error", fault=type(bug).__name__)
        return FAULT


def _ended() -> int:
    """Says that the command was ended from outside, where there is anybody left to hear it."""
    with suppress(OSError):
        echo(say(messages.INTERRUPTED), err=True)
    return ended_by() or SIGNALLED + signal.SIGINT


def _lacking() -> str:
    """The packages that are missing or too old."""
    from sipas_cli.machine.requirements import lacking

    return ", ".join(package.shown for package in lacking())


def _failed(error: SipasError, session: Session) -> int:
    from sipas_cli.wording import error_text

    for one in (error, *error.more):
        echo(f"{say(messages.PREFIX)}: {error_text(one)}", err=True)
    if session.verbose and not isinstance(error, UsageFaultError):
        _traceback()
    log.note_error(session, error)
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
        return UsageFaultError(messages.USAGE_OPTION, where=where, name=error.option_name, near=near)
    if isinstance(error, click.MissingParameter) and error.param:
        return UsageFaultError(messages.USAGE_MISSING, where=where, name=_name(error.param))
    if isinstance(error, click.BadParameter) and error.param:
        return _bad_value(error.param, where)
    if isinstance(error, click.BadOptionUsage):
        return UsageFaultError(messages.USAGE_NO_VALUE, where=where, name=error.option_name)
    return UsageFaultError(messages.USAGE_OTHER, where=where)


def _bad_value(param: click.Parameter, where: str) -> SipasError:
    kind = param.type
    if isinstance(kind, click.Choice):
        choices = ", ".join(map(str, kind.choices))
        return UsageFaultError(messages.USAGE_CHOICE, where=where, name=_name(param), choices=choices)
    if isinstance(kind, click.IntRange):
        return UsageFaultError(
            messages.USAGE_NUMBER, where=where, name=_name(param), low=kind.min, high=kind.max
        )
    return UsageFaultError(messages.USAGE_VALUE, where=where, name=_name(param))


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Argument):
        return placeholder(param.metavar or str(param.name))
    return "/".join(param.opts)


def _traceback() -> None:
    import traceback

    echo(traceback.format_exc(), err=True, nl=False)


@click.group(cls=Program, words=command_help.SIPAS, invoke_without_command=True)
def sipas() -> None:
    """The program: shows its help where no command of it was named."""
    help_alone()
