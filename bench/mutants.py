"""Mutation testing of the code that decides: what of it may be changed with no test noticing.

    python bench/mutants.py MUTANTS [PART OF A PATH] [SEED]

Takes so many changes by chance: a comparison moved to its neighbour or turned round, a whole number one
more or less, `and` for `or`, a `not` left out. Each is made in a copy of the program, on which the tests of
that file are run. Prints what survived, with its line, and how many were killed.
"""

import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

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
SECONDS = 300
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
            if part in str(path) and "messages" not in path.name:
                tree = ast.parse(path.read_text(encoding="utf-8"))
                changes += [
                    (path.relative_to(ROOT), line, ast.unparse(ast.fix_missing_locations(changed)), tests)
                    for line, changed in mutations(tree)
                ]
    return changes


def survives(copied: Path, path: Path, code: str, tests: str) -> bool:
    """Whether the tests of a file pass with a change in it."""
    former = (copied / path).read_bytes()
    (copied / path).write_text(code, encoding="utf-8")
    files = [f"tests/test_{name}.py" for name in tests.split() if (copied / f"tests/test_{name}.py").exists()]
    command = [sys.executable, "-P", "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *files]
    try:
        done = subprocess.run(
            command,
            cwd=copied,
            env={**os.environ, "PYTHONPATH": str(copied), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    finally:
        (copied / path).write_bytes(former)
    return done.returncode == 0


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
        for number, (path, line, code, tests) in enumerate(sample, start=1):
            if survives(copied, path, code, tests):
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
