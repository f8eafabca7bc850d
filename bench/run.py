"""Compares `sipas score` with the script that an office would write today, in one run.

    python bench/run.py [ROWS ...]        (2000 20000 200000 if none are named)

Prints, for each size, the whole-process time of both and their ratio, and the peak memory of sipas;
then `sipas --help` against `python -c pass`. Times are the best of a few alternating runs.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).resolve().parent
DATA = HERE / "data"
SIPAS = Path(sys.executable).with_name("sipas")
LABELS = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng", "", "Không biết"]
WEIGHTS = [1, 3, 8, 45, 40, 2, 1]
CODES = [f"F{factor}_{n}" for factor in range(1, 6) for n in range(1, 6)]
HEADERS = [
    "STT", "Mã phiếu", "Ngày khảo sát", "Nhóm đơn vị", "Tên đơn vị", "Kênh khảo sát", "Giới tính", "Độ tuổi",
    "Họ và tên", "Số điện thoại", "Nghề nghiệp", "Trình độ", *CODES, "Ý kiến khác", "Điều tra viên",
    "Trạng thái phiếu",
]  # fmt: skip


def workbook(rows: int) -> Path:
    """A synthetic survey of `rows` ballots of 40 columns over 60 units in 3 groups."""
    path = DATA / f"survey-{rows}.xlsx"
    if path.exists():
        return path
    DATA.mkdir(exist_ok=True)
    chance = random.Random(rows)
    book = xlsxwriter.Workbook(path, {"constant_memory": False, "strings_to_formulas": False})
    sheet = book.add_worksheet("Phiếu")
    sheet.write_row(0, 0, HEADERS)
    for row in range(1, rows + 1):
        unit = chance.randrange(60)
        before = [row, f"P{row:07d}", "2023-11-15", f"Nhóm {unit % 3 + 1}", f"Đơn vị số {unit + 1}"]
        traits = [chance.choice(["Phiếu giấy", "Cổng dịch vụ công"]), chance.choice(["Nam", "Nữ"])]
        more = ["35 - 49 tuổi", f"Người {row}", f"0{row:09d}", "Tự do", "Đại học"]
        answers = chance.choices(LABELS, WEIGHTS, k=len(CODES))
        after = ["Tốt" if row % 30 == 0 else "", f"DTV{row % 40}", "Đã duyệt"]
        sheet.write_row(row, 0, [*before, *traits, *more, *answers, *after])
    book.close()
    return path


def timed(words: Sequence[str | Path]) -> tuple[float, float]:
    """Seconds and peak megabytes of one process, its children not counted."""
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"failed: {' '.join(map(str, words))}")
    return seconds, usage.ru_maxrss / 1024


def score(path: Path) -> tuple[float, float]:
    """`sipas score` in an empty workspace, so that it stores its run each time."""
    folder = Path(tempfile.mkdtemp())
    try:
        return timed([SIPAS, "-C", folder, "score", path])
    finally:
        shutil.rmtree(folder)


def compare(rows: int, times: int) -> None:
    path = workbook(rows)
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    for _ in range(times):
        ours.append(score(path))
        theirs.append(timed([sys.executable, HERE / "office_script.py", path]))
    our_time, its_time = min(seconds for seconds, _ in ours), min(seconds for seconds, _ in theirs)
    memory = max(peak for _, peak in ours)
    print(
        f"{rows:>7} ballots: sipas {our_time:6.2f} s, script {its_time:6.2f} s, "
        f"ratio {our_time / its_time:.3f}; "
        f"peak memory {memory:.0f} MB, script {max(peak for _, peak in theirs):.0f} MB"
    )


def main() -> None:
    for rows in map(int, sys.argv[1:] or ("2000", "20000", "200000")):
        compare(rows, times=1 if rows > 100_000 else 3)
    bare, helped = [], []
    for _ in range(10):
        bare.append(timed([sys.executable, "-c", "pass"])[0])
        helped.append(timed([SIPAS, "--help"])[0])
    print(f"sipas --help: {min(helped) * 1000:.0f} ms, python -c pass: {min(bare) * 1000:.0f} ms, "
          f"ratio {min(helped) / min(bare):.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
