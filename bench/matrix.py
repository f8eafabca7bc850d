"""What offices vary, and what it costs: one command, ratios within one run, growth, and cliffs.

    python bench/matrix.py [--quick | --large] [--keep FILE]

Each case is run in turn with what it is held against (round robin, as a busy machine slows all), and the
median of the processor seconds of whole processes counts. Held against are: unpacking the bytes, iterating
the rows with python-calamine, the script of an office (pandas and openpyxl), and polars and DuckDB where
they are installed. Ends with status 1 where a row costs more than CLIFF times as much above 100,000 rows as
below, or in a file with uuids. `--keep` appends a line of JSON with the machine's description.
"""

import argparse
import contextlib
import io
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib.util import find_spec
from math import log
from pathlib import Path
from uuid import UUID

import xlsxwriter
import yaml

HERE = Path(__file__).resolve().parent
DATA = HERE / "data"
LABELS = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng", "", "Không biết"]
WEIGHTS = [1, 3, 8, 45, 40, 2, 1]
CODES = tuple(f"F{factor}_{n}" for factor in range(1, 6) for n in range(1, 6))
BEFORE = [
    "STT", "Mã phiếu", "Ngày khảo sát", "Nhóm đơn vị", "Tên đơn vị", "Kênh khảo sát", "Giới tính", "Độ tuổi",
    "Họ và tên", "Số điện thoại", "Nghề nghiệp", "Trình độ",
]  # fmt: skip
BEHIND = ["Ý kiến khác", "Điều tra viên", "Trạng thái phiếu"]
CLIFF = 1.35
ROUNDS = 3
_REFUSED = 3  # too many bad answers: they were read and counted all the same
_SIPAS = [sys.executable, "-m", "sipas_cli"]
#: Byte code is kept, as where a program is installed: without it the start is mostly compiling.
_AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
_CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
for path in sys.argv[1:]:
    for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows():
        pass
"""
_UNPACK = """
import sys, zipfile
for path in sys.argv[1:]:
    with zipfile.ZipFile(path) as package, package.open("xl/worksheets/sheet1.xml") as sheet:
        while sheet.read(1 << 20):
            pass
"""
_POLARS = "import sys, polars; [polars.read_csv(path, infer_schema=False) for path in sys.argv[1:]]"
_DUCKDB = """
import sys, duckdb
columns = [name for name, *_ in duckdb.sql(f"describe select * from '{sys.argv[1]}'").fetchall()]
for name in columns:
    if name.startswith("F"):
        asked = f"select \\"Tên đơn vị\\", \\"{name}\\", count(*) from '{sys.argv[1]}' group by all"
        duckdb.sql(asked).fetchall()
"""


@dataclass(frozen=True)
class Ballots:
    """Synthetic ballots: what is varied.

    uuid   whether each row has an id as form tools write it
    bad    the share of answers that are off the scale
    kind   xlsx, inline (an xlsx whose texts stand in its cells), csv or parquet
    codes  of the questions: those of the shipped set, or others, for which a set is made
    """

    rows: int
    files: int = 1
    units: int = 60
    uuid: bool = False
    bad: float = 0.0
    kind: str = "xlsx"
    codes: Sequence[str] = CODES

    @property
    def paths(self) -> list[Path]:
        """Where the files lie; they are made once."""
        suffix = "xlsx" if self.kind == "inline" else self.kind
        name = (
            f"{self.kind}-{self.rows}x{self.files}-{self.units}-{int(self.uuid)}-{self.bad}-{len(self.codes)}"
        )
        return [DATA / f"{name}-{number:03d}.{suffix}" for number in range(self.files)]

    def make(self) -> list[Path]:
        """The files, made if they are not there yet."""
        DATA.mkdir(exist_ok=True)
        for number, path in enumerate(self.paths):
            if not path.exists():
                self._write(path, random.Random(f"{path.name}"), number)
        return self.paths

    def _write(self, path: Path, chance: random.Random, number: int) -> None:
        headers = [*BEFORE, *self.codes, *BEHIND, *(["_uuid"] if self.uuid else [])]
        rows = (self._row(row, number, chance) for row in range(1, self.rows + 1))
        match self.kind:
            case "csv":
                import csv

                with path.open("w", encoding="utf-8", newline="") as file:
                    csv.writer(file).writerows([headers, *rows])
            case "parquet":
                import pyarrow
                from pyarrow import parquet

                columns = zip(*([str(cell) for cell in row] for row in rows), strict=True)
                table = pyarrow.table(dict(zip(headers, map(list, columns), strict=True)))
                parquet.write_table(table, path)
            case _:
                book = xlsxwriter.Workbook(path, {"constant_memory": self.kind == "inline"})
                book.use_zip64()  # a sheet of a million rows unpacks to more than 4 GB
                sheet = book.add_worksheet("Phiếu")
                for place, row in enumerate([headers, *rows]):
                    sheet.write_row(place, 0, row)
                book.close()

    def _row(self, row: int, number: int, chance: random.Random) -> list[str | int]:
        unit = chance.randrange(self.units)
        answers = chance.choices(LABELS, WEIGHTS, k=len(self.codes))
        if self.bad:
            answers = [
                f"sai {n}" if chance.random() < self.bad else answer for n, answer in enumerate(answers)
            ]
        before = [
            row,
            f"P{number:03d}{row:07d}",
            "2023-11-15",
            f"Nhóm {unit % 3 + 1}",
            f"Đơn vị số {unit + 1}",
        ]
        traits = [chance.choice(["Phiếu giấy", "Cổng dịch vụ công"]), chance.choice(["Nam", "Nữ"])]
        more = ["35 - 49 tuổi", f"Người {row}", f"0{row:09d}", "Tự do", "Đại học"]
        uuid = [f"uuid:{UUID(int=chance.getrandbits(128))}"] if self.uuid else []
        return [*before, *traits, *more, *answers, "", f"DTV{row % 40}", "Đã duyệt", *uuid]


@dataclass
class Cost:
    """Processor seconds and megabytes of whole processes, and how long they took."""

    seconds: list[float] = field(default_factory=list)
    elapsed: list[float] = field(default_factory=list)
    memory: float = 0.0

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def measured(words: Sequence[str | Path], cost: Cost) -> None:
    """Runs a process and takes its cost in, with that of the processes that it started."""
    began = os.times().elapsed
    process = subprocess.Popen(
        list(map(str, words)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_AS_INSTALLED
    )
    _, error = process.stdout, process.stderr
    said = error.read() if error else b""
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, _REFUSED):
        raise SystemExit(f"failed: {' '.join(map(str, words))[:300]}\n{said.decode()[-2000:]}")
    cost.seconds.append(usage.ru_utime + usage.ru_stime)
    cost.elapsed.append(os.times().elapsed - began)
    cost.memory = max(cost.memory, usage.ru_maxrss / 1024)


def write_set(codes: Sequence[str], folder: Path) -> None:
    """A shipped criteria set with these questions in place of its own, all of one factor."""
    made = yaml.safe_load((HERE.parent / "criteria" / "quang-ninh-2023.yaml").read_text(encoding="utf-8"))
    made["id"] = "bench"
    made["plan"]["questions"] = [{"code": code, "text": f"Câu hỏi {code}"} for code in codes]
    made["rules"]["factors"] = [{"id": "all", "title": "Tất cả", "weight": 100, "criteria": list(codes)}]
    del made["cases"]
    place = folder / "criteria" / "bench.yaml"
    place.parent.mkdir()
    place.write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")


def scored(paths: Sequence[Path], cost: Cost, *more: str, codes: Sequence[str] = CODES) -> None:
    """`sipas score` in a new workspace, so that it stores its run each time."""
    folder = tempfile.mkdtemp()
    try:
        if codes is not CODES:
            write_set(codes, Path(folder))
        measured([*_SIPAS, "-C", folder, "score", *more, *paths], cost)
    finally:
        shutil.rmtree(folder)


def rivals(ballots: Ballots) -> dict[str, list[str | Path]]:
    """What a case is held against, as the words of a process without its files."""
    python: list[str | Path] = [sys.executable]
    if ballots.kind == "csv":
        return {"polars": [*python, "-c", _POLARS]} if find_spec("polars") else {}
    if ballots.kind == "parquet":
        return {"duckdb": [*python, "-c", _DUCKDB]} if find_spec("duckdb") else {}
    every = {"unpack": [*python, "-c", _UNPACK], "calamine": [*python, "-c", _CALAMINE]}
    if ballots.files == 1 and ballots.rows <= 20_000 and ballots.codes == CODES:
        every["script"] = [*python, HERE / "office_script.py"]
    return every


def compared(ballots: Ballots, rounds: int, *more: str) -> dict[str, Cost]:
    """Our cost and that of each rival, run in turn."""
    with ProcessPoolExecutor(1) as apart:  # else its peak counts as that of each child
        paths = apart.submit(ballots.make).result()
    others = rivals(ballots)
    costs = {name: Cost() for name in ("sipas", *others)}
    for _ in range(rounds):
        scored(paths, costs["sipas"], *more, codes=ballots.codes)
        for name, words in others.items():
            measured([*words, *paths], costs[name])
    return costs


def line(name: str, costs: dict[str, Cost]) -> dict[str, float | str]:
    """Prints a case; its figures."""
    ours = costs["sipas"]
    ratios = {f"x {rival}": ours.median / cost.median for rival, cost in costs.items() if rival != "sipas"}
    said = "  ".join(f"{ratio:6.2f} {rival}" for rival, ratio in ratios.items())
    print(f"{name:44s} {ours.median:7.2f} s {ours.memory:6.0f} MB   {said}", flush=True)
    return {"case": name, "seconds": ours.median, "memory": ours.memory, **ratios}


def started() -> dict[str, float | str]:
    """Prints what starting costs: the help against a Python that does nothing."""
    helped, bare = Cost(), Cost()
    for _ in range(ROUNDS):
        measured([*_SIPAS, "--help"], helped)
        measured([sys.executable, "-c", "pass"], bare)
    ratio = helped.median / bare.median
    print(f"{'--help':44s} {helped.median:7.2f} s {helped.memory:6.0f} MB   {ratio:6.2f} x python -c pass")
    return {"case": "--help", "seconds": helped.median, "x pass": ratio}


def store_runs(folder: Path, number: int) -> None:
    """Scores so many small exports, each with another answer, into one workspace."""
    from sipas_cli.cli.program import run

    for place in range(number):
        unit = f"Đơn vị số {place + 1}"
        rows = [["Mã phiếu", "Tên đơn vị", *CODES], ["P1", unit, *["4"] * len(CODES)]]
        export = folder / "survey.csv"
        export.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            status = run(["-C", str(folder), "score", str(export), "--year", "2023"])
        if status:
            raise SystemExit(f"a run was not stored: status {status}")


def listed(number: int) -> dict[str, float | str]:
    """Prints what listing and showing stored runs costs, against a Python that does nothing."""
    runs, rank, bare = Cost(), Cost(), Cost()
    with tempfile.TemporaryDirectory() as folder:
        with ProcessPoolExecutor(1) as apart:
            apart.submit(store_runs, Path(folder), number).result()
        for _ in range(ROUNDS):
            measured([*_SIPAS, "-C", folder, "runs"], runs)
            measured([*_SIPAS, "-C", folder, "rank"], rank)
            measured([sys.executable, "-c", "pass"], bare)
    ratios = {"x pass": runs.median / bare.median, "rank x pass": rank.median / bare.median}
    name = f"runs, {number} of them stored"
    print(f"{name:44s} {runs.median:7.2f} s {runs.memory:6.0f} MB   {ratios['x pass']:6.2f} x python -c pass")
    print(
        f"{'rank beside them':44s} {rank.median:7.2f} s {rank.memory:6.0f} MB   {ratios['rank x pass']:6.2f}"
    )
    return {"case": name, "seconds": runs.median, **ratios}


def shared_out() -> dict[str, float | str]:
    """Prints how much sooner two processes have read 200 workbooks than one has, by the clock."""
    paths = CASES["200 files of 500 rows"]().make()
    costs = {jobs: Cost() for jobs in ("1", "2")}
    for _ in range(ROUNDS):
        for jobs, cost in costs.items():
            scored(paths, cost, "--jobs", jobs)
    one, two = (statistics.median(cost.elapsed) for cost in costs.values())
    print(f"{'200 files, two processes, by the clock':44s} {one / two:7.2f} times sooner than with one")
    return {"case": "two processes", "x sooner": one / two}


def growth(name: str, sizes: Sequence[int], costs: Sequence[float]) -> dict[str, float | str]:
    """Prints how cost grows from the first size to the last: 1 is in proportion."""
    exponent = log(costs[-1] / costs[0]) / log(sizes[-1] / sizes[0])
    print(f"{name:44s} grows with the power {exponent:.2f}")
    return {"case": name, "exponent": exponent}


CASES: dict[str, Callable[[], Ballots]] = {
    "2,000 rows": lambda: Ballots(2_000),
    "20,000 rows": lambda: Ballots(20_000),
    "200,000 rows": lambda: Ballots(200_000),
    "200,000 rows, texts in cells, uuid": lambda: Ballots(200_000, uuid=True, kind="inline"),
    "20,000 rows, 3,000 units": lambda: Ballots(20_000, units=3_000),
    "20,000 rows, half of the answers bad": lambda: Ballots(20_000, bad=0.5),
    "20,000 rows, 100 questions": lambda: Ballots(20_000, codes=tuple(f"Q{n}" for n in range(1, 101))),
    "200 files of 500 rows": lambda: Ballots(500, files=200),
    "200,000 rows of csv": lambda: Ballots(200_000, kind="csv"),
    "1,000,000 rows of parquet": lambda: Ballots(1_000_000, kind="parquet"),
}
LARGE = {"1,000,000 rows, texts in cells": lambda: Ballots(1_000_000, kind="inline")}
QUICK = ("2,000 rows", "20,000 rows", "20,000 rows, half of the answers bad")


def cliffs(rows: int) -> list[str]:
    """Where a row costs much more on one side of a size, or with uuids: each in words."""
    below, above = Ballots(rows - rows // 100), Ballots(rows + rows // 100)
    cases = {"below": below, "above": above, "with uuid": Ballots(below.rows, uuid=True)}
    costs = {name: Cost() for name in cases}
    for _ in range(ROUNDS):
        for name, ballots in cases.items():
            scored(ballots.make(), costs[name])
    each = {name: costs[name].median / cases[name].rows for name in cases}
    print("  ".join(f"{name} {cost * 1e6:.1f} µs a row" for name, cost in each.items()))
    return [
        f"{name}: {cost / each['below']:.2f}" for name, cost in each.items() if cost > CLIFF * each["below"]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="small cases alone")
    size.add_argument("--large", action="store_true", help="a sheet of a million rows alone")
    parser.add_argument("--keep", type=Path, help="a file to append the figures to")
    options = parser.parse_args()
    cases = {name: CASES[name] for name in QUICK} if options.quick else LARGE if options.large else CASES
    results, ours = [started()], {}
    for name, ballots in cases.items():
        costs = compared(ballots(), 1 if options.large else ROUNDS)
        results.append(line(name, costs))
        ours[name] = costs["sipas"].median
    everything = not (options.quick or options.large)
    if everything:
        results += [listed(500), shared_out()]
    sizes = [size for size in (2_000, 20_000, 200_000) if f"{size:,} rows" in ours]
    if len(sizes) > 1:
        results.append(growth("rows", sizes[-2:], [ours[f"{size:,} rows"] for size in sizes[-2:]]))
    found = cliffs(100_000) if everything else []
    if options.keep:
        machine = {
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.platform(),
        }
        with options.keep.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"machine": machine, "results": results, "cliffs": found}) + "\n")
    for cliff in found:
        print(f"a cliff: {cliff}")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
