"""Options and commands whose help is in both languages, and the options that every command has."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from sipas_cli import __version__
from sipas_cli.cli import log, messages, option_help
from sipas_cli.cli.command_help import CommandHelp
from sipas_cli.cli.screen import echo
from sipas_cli.cli.session import Session, UsageFaultError
from sipas_cli.messages import LANGUAGES, Message, say, use
from sipas_cli.text.names import nearest

#: A file or folder; whether it can be read is for whoever reads it to say, in words.
PATH = click.Path(readable=False, path_type=Path)
#: What stands for a value in help and in usage errors.
_PLACES = {
    "FILE": Message(vi="TỆP", en="FILE"),
    "DIR": Message(vi="THƯ_MỤC", en="DIR"),
    "PATH": Message(vi="ĐƯỜNG_DẪN", en="PATH"),
    "DOCUMENT": Message(vi="VĂN_BẢN", en="DOCUMENT"),
    "COMMAND": Message(vi="LỆNH", en="COMMAND"),
    "YEAR": Message(vi="NĂM", en="YEAR"),
    "DATE": Message(vi="NGÀY", en="DATE"),
    "TEXT": Message(vi="CHỮ", en="TEXT"),
    "NAME": Message(vi="TÊN", en="NAME"),
    "UNIT": Message(vi="ĐƠN_VỊ", en="UNIT"),
    "ID": Message(vi="MÃ", en="ID"),
    "HEADER": Message(vi="TIÊU_ĐỀ", en="HEADER"),
    "CRITERION": Message(vi="TIÊU_CHÍ", en="CRITERION"),
    "FACTOR": Message(vi="YẾU_TỐ", en="FACTOR"),
    "NUMBER": Message(vi="SỐ", en="NUMBER"),
    "PCT": Message(vi="PHẦN_TRĂM", en="PCT"),
    "ADDRESS": Message(vi="ĐỊA_CHỈ", en="ADDRESS"),
    "DIGEST": Message(vi="MÃ_BĂM", en="DIGEST"),
}
_CAPITALS = re.compile("[A-Z]{2,}")
# --- help in the language of the user ------------------------------------------------------------


def placeholder(text: str) -> str:
    """What stands for values, as in `[FILE...]` or `--year YEAR`, in the language in use."""
    return _CAPITALS.sub(lambda word: say(_PLACES[word[0]]) if word[0] in _PLACES else word[0], text)


class Option(click.Option):
    """An option; `words` say what it does."""

    def __init__(self, *args: Any, words: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (placeholder(record[0]), say(self.words))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from sipas_cli.cli.values import values

        return values(ctx, self, incomplete) or super().shell_complete(ctx, incomplete)


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        echo(ctx.get_help())
        ctx.exit()


def _help_option() -> Option:
    return Option(
        ["--help", "-h"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        words=option_help.HELP,
    )


class Command(click.Command):
    """A command with the options that every command has; `words` say what it does."""

    def __init__(self, *args: Any, words: CommandHelp, **kwargs: Any) -> None:
        kwargs |= {"options_metavar": "[...]", "add_help_option": False}
        super().__init__(*args, **kwargs)
        self.words = words
        self.params.extend([*_common_options(), _help_option()])

    def invoke(self, ctx: click.Context) -> Any:
        if not isinstance(self, click.Group):  # which only hands on
            log.begin(ctx.find_root().ensure_object(Session), ctx.command_path, __version__)
        return super().invoke(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = placeholder(" ".join(self.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{say(messages.USAGE)}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(say(messages.OPTIONS)):
            formatter.write_dl(records)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(self.words.text))
        if self.words.example:
            with formatter.section(say(messages.EXAMPLE)), formatter.indentation():
                for line in say(self.words.example).splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        items = super().shell_complete(ctx, incomplete)
        words = self.words_of_names(ctx)
        for item in items:
            item.help = say(words[item.value]) if item.value in words else None
        return items

    def words_of_names(self, ctx: click.Context) -> dict[str, Message]:
        """What can stand next on the command line -> what it does."""
        options = [param for param in self.get_params(ctx) if isinstance(param, Option)]
        return {name: option.words for option in options for name in (*option.opts, *option.secondary_opts)}


class Group(Command, click.Group):
    """A command that holds commands."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"subcommand_metavar": "COMMAND", "no_args_is_help": False}
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        for title, commands in self.parts(ctx):
            with formatter.section(say(title)):
                formatter.write_dl([(name, say(text)) for name, text in commands.items()])

    def parts(self, ctx: click.Context) -> Sequence[tuple[Message, Mapping[str, Message]]]:
        """What commands of the group are for -> command -> its line in the list."""
        return [(messages.COMMANDS, self.summaries(ctx))]

    def summaries(self, ctx: click.Context) -> dict[str, Message]:
        """Each command of the group with its line in the list."""
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        shown = {name: command for name, command in commands.items() if isinstance(command, Command)}
        return {name: command.words.text for name, command in shown.items()}

    def words_of_names(self, ctx: click.Context) -> dict[str, Message]:
        return super().words_of_names(ctx) | self.summaries(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was meant; refuses an unknown one with its nearest neighbour."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            known = self.list_commands(ctx)
            meant = nearest(args[0], known)
            raise UsageFaultError(messages.USAGE_COMMAND, name=args[0], meant=meant, known=", ".join(known))
        return super().resolve_command(ctx, args)


def help_alone() -> None:
    """What a group does where no command of it was named: it shows its help, and that is no fault."""
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        echo(ctx.get_help())


# --- the options that every command has ----------------------------------------------------------


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keeps the value of a common option, wherever on the command line it stood."""
    if value and param.name:
        setattr(ctx.find_root().ensure_object(Session), param.name, value)


def _speak(_: click.Context, __: click.Parameter, value: str | None) -> None:
    if value:
        use(value)


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        echo(f"sipas {__version__}")
        ctx.exit()


def _common_options() -> list[click.Option]:
    keep: dict[str, Any] = {"callback": _remember, "expose_value": False, "is_eager": True}
    return [
        Option(["-C", "folder"], metavar="DIR", type=PATH, words=option_help.FOLDER, **keep),
        Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            callback=_speak,
            expose_value=False,
            is_eager=True,
            words=option_help.LANG,
        ),
        Option(["-v", "--verbose", "verbose"], is_flag=True, words=option_help.VERBOSE, **keep),
        Option(["-q", "--quiet", "quiet"], is_flag=True, words=option_help.QUIET, **keep),
        Option(["--log-file"], metavar="FILE", type=PATH, words=option_help.LOG_FILE, **keep),
        Option(["--log-format"], type=click.Choice(log.FORMATS), words=option_help.LOG_FORMAT, **keep),
        Option(
            ["--version"],
            is_flag=True,
            callback=_show_version,
            expose_value=False,
            is_eager=True,
            words=option_help.VERSION,
        ),
    ]
