"""Mutation testing of the code that decides: what of it may be changed with no test noticing.

    python -P bench/mutants.py MUTANTS [PATTERN OF PATHS] [SEED]

Takes so many changes by chance: a comparison moved to its neighbour or turned round, a whole number one
more or less, `and` for `or`, a `not` left out. Each is made in a copy of the program, on which those tests
are run that come to its line. Prints what survived, with its line, and how many were killed. (POSIX alone, as
each trial is a copy of this process, which has the libraries ready; -P, as `coverage` is one of them.)
"""

import ast
import compileall
import copy
import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

import pytest
from coverage import CoverageData

for slowest in (
    "click",
    "docx",
    "numpy",
    "openpyxl",
):  # of what the tests import: each trial is a copy of this process
    import_module(slowest)

ROOT = Path(__file__).resolve().parents[1]
#: Path of a file, or of a folder -> the tests that hold it.
TESTS = {
    "sipas_cli/score": "score limits policies par_policies contents two_levels xhh freeze_unfinished",
    "sipas_cli/rules/policies.py": "policies par_policies rules policy_words",
    "sipas_cli/rules/judging.py": "limits rules par_rules policies acceptance quality tables",
    "sipas_cli/tally/counting.py": "tally policies copies example answers persons",
    "sipas_cli/intake/ballots/duplicates.py": "copies many_ids policies ballot_tables tally_files",
    "sipas_cli/intake/ballots/outcomes.py": "policies ballot_tables rows quality field",
    "sipas_cli/documents/suppression.py": "limits analysis disclosure open_data results",
    "sipas_cli/runs/judge.py": "limits quality acceptance score",
    "sipas_cli/runs/acceptance.py": "limits acceptance score store",
}
SECONDS = 900
_NEIGHBOURS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def mutations(tree: ast.AST) -> Iterator[tuple[int, ast.AST]]:
    """(line, the whole tree with one change in it) for each change."""
    nodes = list(ast.walk(tree))
    for place, node in enumerate(nodes):
        for change in _changes(node):
            changed = copy.deepcopy(tree)
            change(list(ast.walk(changed))[place])
            yield getattr(node, "lineno", 0), changed


def _changes(node: ast.AST) -> Iterator:  # of functions that change a node of the same kind
    match node:
        case ast.Compare():
            for at, operator in enumerate(node.ops):
                neighbour = _NEIGHBOURS[type(operator)]
                yield lambda new, at=at, other=neighbour: new.ops.__setitem__(at, other())
        case ast.Constant(value=int() as number) if not isinstance(number, bool):
            for step in (-1, 1):
                yield lambda new, value=number + step: setattr(new, "value", value)
        case ast.BoolOp():
            other = ast.Or if isinstance(node.op, ast.And) else ast.And
            yield lambda new: setattr(new, "op", other())
        case ast.UnaryOp(op=ast.Not()):
            yield lambda new: (
                setattr(new, "op", ast.Not()),
                setattr(new, "operand", ast.UnaryOp(ast.Not(), new.operand)),
            )


def found(part: str) -> list[tuple[Path, int, str, str]]:
    """(file, line, its code with a change, its tests) of all changes."""
    changes = []
    for place, tests in TESTS.items():
        for path in sorted((ROOT / place).rglob("*.py")) if (ROOT / place).is_dir() else [ROOT / place]:
            if re.search(part, str(path)) and "messages" not in path.name:
                tree = ast.parse(path.read_text(encoding="utf-8"))
                changes += [
                    (path.relative_to(ROOT), line, ast.unparse(ast.fix_missing_locations(changed)), tests)
                    for line, changed in mutations(tree)
                ]
    return changes


@dataclass(frozen=True)
class Reached:
    """Which tests there are, in their order, and which of them come to which lines of the program."""

    copied: Path
    tests: Sequence[str]
    lines: Mapping[str, Mapping[int, Sequence[str]]]

    def of(self, path: Path, line: int, names: str) -> list[str]:
        """Those of the named tests that come to a line; all of them for one that is run as it is imported."""
        known = self.lines.get(str(path), {})
        nearest = max((one for one in known if one <= line), default=0)  # of a statement on several lines
        found = {context.partition("|")[0] for context in known.get(nearest, [""])}
        files = set(_files(names))
        own = [test for test in self.tests if test.partition("::")[0] in files]
        return [test for test in own if not all(found) or test in found]


def _files(names: str) -> list[str]:
    return [f"tests/test_{name}.py" for name in names.split()]


def reached(copied: Path, names: str) -> Reached:
    """Runs the named tests once."""
    words = ["--cov=sipas_cli", "--cov-context=test", "--cov-report=", "-rp"]
    status, said = run(copied, [*dict.fromkeys(_files(names)), *words])
    assert status == 0, said[-2000:]
    tests = [line.removeprefix("PASSED ") for line in said.splitlines() if line.startswith("PASSED ")]
    data = CoverageData(str(copied / ".coverage"))
    data.read()
    paths = {str(Path(name).relative_to(copied)): name for name in data.measured_files()}
    return Reached(copied, tests, {short: data.contexts_by_lineno(name) for short, name in paths.items()})


def run(copied: Path, words: Sequence[str]) -> tuple[int | None, str]:
    """The status of pytest, and what it says; that of who takes too long is no success either."""
    said = copied.with_name("said")
    child = get_context("fork").Process(target=_run, args=(copied, said, words))
    child.start()
    child.join(SECONDS)
    if child.exitcode is None:
        child.kill()
        child.join()
    return child.exitcode, said.read_text(encoding="utf-8")


def _run(copied: Path, said: Path, words: Sequence[str]) -> None:
    with said.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.chdir(copied)
    os.environ.update(PYTHONPATH=str(copied), PYTHONDONTWRITEBYTECODE="1", COLUMNS="1000")
    sys.path[:0] = [str(copied)]
    sys.exit(pytest.main(["-x", "-n", "0", "-p", "no:cacheprovider", *words]))


def survives(known: Reached, path: Path, line: int, code: str, tests: str) -> bool:
    """Whether the tests that come to a line pass with a change in it."""
    chosen = known.of(path, line, tests)
    if not chosen:
        return True
    former = (known.copied / path).read_bytes()
    (known.copied / path).write_text(code, encoding="utf-8")
    status, _ = run(known.copied, ["-q", *chosen])
    (known.copied / path).write_bytes(former)
    return status == 0


def main() -> None:
    """Prints the survivors and the figure."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    chance = random.Random(sys.argv[3] if len(sys.argv) > 3 else "1")
    changes = found(part)
    sample = chance.sample(changes, min(wanted, len(changes)))
    survivors = 0
    with tempfile.TemporaryDirectory() as name:
        copied = Path(name) / "w"
        left_out = shutil.ignore_patterns(".git", "__pycache__", ".venv*", "*.pyc")
        shutil.copytree(ROOT, copied, ignore=left_out)
        compileall.compile_dir(copied, quiet=1)
        known = reached(copied, " ".join(tests for *_, tests in sample))
        for number, (path, line, code, tests) in enumerate(sample, start=1):
            if survives(known, path, line, code, tests):
                survivors += 1
                print(f"survived: {path}:{line}: {_difference(path, code)}", flush=True)
            print(f"{number - survivors} of {number} killed", flush=True)
    print(f"{len(sample) - survivors} of {len(sample)} killed, of {len(changes)} that there are")


def _difference(path: Path, code: str) -> str:
    """The lines that differ."""
    plain = ast.unparse(ast.parse((ROOT / path).read_text(encoding="utf-8"))).splitlines()
    pairs = zip(plain, code.splitlines(), strict=False)
    return next((f"{was.strip()} -> {now.strip()}" for was, now in pairs if was != now), "")


if __name__ == "__main__":
    main()
