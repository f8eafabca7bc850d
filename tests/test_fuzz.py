"""Files and words that nobody thought of: each command ends with a status of its own and without a trace.

`make fuzz` tries 10,000 of each kind; the tests a few.
"""

import os
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from conftest import HEADER
from corpus import DATA, FIRST, repacked, whole, workspace
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sipas_cli.cli.program import run

CASES = int(os.environ.get("SIPAS_FUZZ_CASES", "15"))
fuzz = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
cells = st.one_of(
    st.sampled_from(
        [*HEADER, "Sở Y tế", "Sở Nội vụ", "4", "5", "Hài lòng", "2023-11-15", "", "=1+1", "1e400", '"']
    ),
    texts,
    st.integers().map(str),
)
rows = st.lists(st.lists(cells, max_size=32).map(",".join), max_size=8)


def ends_well(file: str, content: bytes, *words: str) -> None:
    """A command given a file has a status of those that are told; a refusal says why and stores nothing."""
    with tempfile.TemporaryDirectory() as name, chdir(name), StringIO() as out, StringIO() as err:
        workspace(Path(name))
        Path(file).write_bytes(content)
        with redirect_stdout(out), redirect_stderr(err):
            status = run([*words])
        said = err.getvalue()
        assert status in (0, 2, 3), said
        assert "Traceback" not in said
        if status:
            assert "Lỗi: " in said
            assert not Path("results").exists()


@fuzz
@given(rows, st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_csv(lines: list[str], header: bool, encoding: str) -> None:
    content = "\n".join([*([",".join(HEADER)] if header else []), *lines])
    ends_well("a.csv", content.encode(encoding), "score", "a.csv")


names = st.sampled_from(["row", "c", "v", "is", "t", "f", "mergeCell", "sheetData", "x:c"])
attributes = st.lists(
    st.tuples(
        st.sampled_from(["r", "t", "s", "ref", "hidden"]),
        st.sampled_from(["A1", "B30", "s", "n", "-1", "ZZ9", "e"]),
    ),
    max_size=3,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: "".join(f' {name}="{value}"' for name, value in pairs))
elements = st.recursive(
    st.sampled_from(["", "4", "abc", "1e999", "&#9;", "_x001B_"]),
    lambda inner: st.builds(
        lambda name, more, within: f"<{name}{more}>{''.join(within)}</{name}>",
        names,
        attributes,
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@fuzz
@given(elements)
def test_sheets_of_workbooks(xml: str) -> None:
    content = repacked(
        "xlsx", FIRST, lambda old: old.replace(b"</sheetData>", xml.encode() + b"</sheetData>", 1)
    )
    ends_well("a.xlsx", content, "score", "a.xlsx")


@fuzz
@given(
    st.sampled_from(["xls", "ods", "xlsx", "parquet"]),
    st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1),
)
def test_bytes(kind: str, changes: list[tuple[int, int]]) -> None:
    content = bytearray(whole(kind))
    for place, value in changes:
        content[place % len(content)] = value
    ends_well(f"a.{kind}", bytes(content), "score", f"a.{kind}")


criteria = (DATA.parents[1] / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8").splitlines()
values = st.sampled_from(
    ["[]", "{}", "-1", "1e9", "null", "true", "a: b: c", "&a b", "*a", "!!x y", "'", "|", ">-", "010"]
)


@fuzz
@given(st.integers(0, len(criteria) - 1), values | texts, st.booleans())
def test_criteria(number: int, value: str, key: bool) -> None:
    lines = list(criteria)
    start = lines[number].partition(":")[0]
    lines[number] = f"{start}: {value}" if key else value
    ends_well("c.yaml", "\n".join(lines).encode(), "criteria", "check", "c.yaml")


parts = st.sampled_from(
    [
        "{{",
        "}}",
        "{%",
        "%}",
        "for x in ",
        "groups",
        "endfor",
        "if",
        "endif",
        "year",
        "|",
        "md",
        "(",
        ")",
        ".",
        "'",
        "9",
        "*",
        " ",
    ]
)


@fuzz
@given(st.lists(parts | texts, max_size=14).map(" ".join))
def test_templates(text: str) -> None:
    ends_well("decision.md", text.encode(), "template", "check", "decision.md")
