"""How dense the code is, and how the house stands: what reading costs, in figures.

    python bench/density.py

For each thousand statements: comprehensions, those within another one, conditional expressions. Then the
lines of bodies, the largest files, and what share of the lines each room holds.
"""

import ast
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
from make_rooms import PACKAGE, ROOMS

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
#: The bars of the house style, for each thousand statements.
_BARS = {"comprehensions": 50, "nested comprehensions": 2, "conditional expressions": 20}


def body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its head and its docstring."""
    first = function.body[1 if ast.get_docstring(function) else 0 :]
    return first[-1].end_lineno - first[0].lineno + 1 if first and first[-1].end_lineno else 0


def main() -> None:
    """Prints the figures."""
    counts: Counter[str] = Counter()
    lengths: list[int] = []
    lines: Counter[str] = Counter()
    files: dict[str, int] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        nodes = list(ast.walk(ast.parse(text)))
        within = {
            id(inner) for node in nodes if isinstance(node, _COMPREHENSIONS) for inner in ast.walk(node)
        }
        tops = [node for node in nodes if isinstance(node, _COMPREHENSIONS)]
        nested = [i for top in tops for i in ast.walk(top) if i is not top and isinstance(i, _COMPREHENSIONS)]
        counts["statements"] += sum(isinstance(node, ast.stmt) for node in nodes)
        counts["comprehensions"] += len(tops)
        counts["nested comprehensions"] += len({id(node) for node in nested})
        counts["conditional expressions"] += sum(isinstance(node, ast.IfExp) for node in nodes)
        counts["conditional expressions in comprehensions"] += sum(
            isinstance(node, ast.IfExp) and id(node) in within for node in nodes
        )
        lengths += [body_length(node) for node in nodes if isinstance(node, _FUNCTIONS)]
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        lines[room] += text.count("\n")
        files[str(path.relative_to(PACKAGE))] = text.count("\n")
    thousands = counts["statements"] / 1000
    print(f"statements: {counts['statements']}")
    for name, count in counts.items():
        if name != "statements":
            bar = f" (at most {_BARS[name]})" if name in _BARS else ""
            print(f"{name} in a thousand: {count / thousands:.1f}{bar}")
    ordered = sorted(lengths)
    print(f"lines of a body: median {ordered[len(ordered) // 2]}, p90 {ordered[len(ordered) * 9 // 10]}")
    print("largest files:", ", ".join(f"{name} {n}" for name, n in Counter(files).most_common(8)))
    total = sum(lines.values())
    for room in ROOMS:
        print(f"{room:12} {lines[room]:6} {100 * lines[room] / total:5.1f} %")


if __name__ == "__main__":
    main()
