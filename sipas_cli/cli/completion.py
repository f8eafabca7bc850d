"""`sipas completion SHELL`: the script with which a shell completes commands, options and their values."""

import os
from contextlib import suppress

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    shell_complete,
)

from sipas_cli.cli import command_help
from sipas_cli.cli.options import Command
from sipas_cli.cli.screen import echo

_SHELLS = ("bash", "zsh", "fish", "powershell")
#: The variable of the environment in which a shell's script asks for the words that may follow.
COMPLETE = "_SIPAS_COMPLETE"


@click.command("completion", cls=Command, words=command_help.COMPLETION)
@click.argument("shell", metavar="SHELL", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Prints the script; nothing is installed."""
    program = click.get_current_context().find_root().command
    made = _KINDS[shell](program, {}, "sipas", COMPLETE)
    echo(made.source_template % made.source_vars(), nl=False)  # source() asks the shell for its version


def answer(program: click.Command, instruction: str) -> int:
    """What a script asks for in the environment: the words that may follow. Whatever goes wrong, nothing is
    said: a shell would print it in the middle of the line that is being typed."""
    with suppress(Exception, SystemExit):
        return shell_complete(program, {}, "sipas", COMPLETE, instruction)
    return 0


# --- shells --------------------------------------------------------------------------------------


class _Bash(BashComplete):
    """bash, which takes `--group=huyen` for three words."""

    def get_completion_args(self) -> tuple[list[str], str]:
        words, incomplete = super().get_completion_args()
        return [word for word in words if word != "="], incomplete.removeprefix("=")


_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName sipas -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = $commandAst.CommandElements |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:COMP_WORDS = $words -join "`n"
        $env:COMP_WORD = $wordToComplete
        $env:%(complete_var)s = "powershell_complete"
        $lines = @(& "%(prog_name)s")
    } finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item -ErrorAction SilentlyContinue Env:COMP_WORDS, Env:COMP_WORD, Env:%(complete_var)s
    }
    $lines | Where-Object { $_ } | ForEach-Object {
        $value, $text = $_ -split "`t", 2
        [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $text)
    }
}
"""


class _PowerShell(ShellComplete):
    """PowerShell, which completes files itself where nothing is offered."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        incomplete = os.environ.get("COMP_WORD", "")  # Windows has no empty variables
        words = [_unquoted(word) for word in os.environ["COMP_WORDS"].splitlines()]
        return words[1 : -1 if incomplete else None], _unquoted(incomplete)

    def format_completion(self, item: CompletionItem) -> str:
        if item.type == "plain":
            return f"{item.value}\t{item.help or item.value}"
        return ""


def _unquoted(word: str) -> str:
    return word.strip("'\"")


add_completion_class(_Bash)
add_completion_class(_PowerShell)
_KINDS: dict[str, type[ShellComplete]] = {
    "bash": _Bash,
    "zsh": ZshComplete,
    "fish": FishComplete,
    "powershell": _PowerShell,
}
