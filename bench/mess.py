"""Compares `sipas check` on a clean workbook with the same ballots typed by many hands, in one run.

    python bench/mess.py [ROWS]        (20000 if none is named)

Prints both times and their ratio; the best of a few alternating runs each.
"""

import random
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

import xlsxwriter

SIPAS = Path(sys.executable).with_name("sipas")
EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "quang-ninh-2023"
CODES = [f"F{factor}_{n}" for factor in range(1, 6) for n in range(1, 6)]
UNITS = ["Sở Nội vụ", "Sở Y tế", "Sở Tư pháp", "Huyện Vân Đồn", "Thị xã Đông Triều", "Thành phố Hạ Long"]
LABELS = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
RUNS = 3


def spelled(answer: int, chance: random.Random) -> object:
    """An answer as somebody may have typed it."""
    label = LABELS[answer - 1]
    return chance.choice(
        [
            answer,
            str(answer),
            label,
            label.upper() + " ",
            f"{answer} - {label}",
            f"{label} ({answer})",
            unicodedata.normalize("NFD", label),
            "",
            "Không biết",
        ]
    )


def workbook(path: Path, rows: int, mess: bool) -> None:
    """The same ballots, clean or typed by many hands: titles, a header over two rows, spellings, sums."""
    chance = random.Random(rows)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Phiếu")
    top: list[list[object]] = [["Mã phiếu", "Tên đơn vị", *CODES]]
    if mess:
        above = ["STT", "Mã phiếu", "Tên đơn vị", "I. Tiếp cận", *[""] * 24]
        top = [["TỔNG HỢP PHIẾU KHẢO SÁT"], [], above, ["", "", "", *CODES]]
    for number, row in enumerate(top):
        sheet.write_row(number, 0, row)
    for n in range(rows):
        unit = UNITS[n % len(UNITS)]
        answers: list[object] = [chance.choices([1, 2, 3, 4, 5], [1, 3, 8, 45, 43])[0] for _ in CODES]
        row = [f"P{n:06d}", unit, *answers]
        if mess:
            name = chance.choice(
                [unit, unit.upper(), f" {unit} ", unit.replace("Huyện", "H."), f"UBND {unit}"]
            )
            name = unit if name.startswith("UBND Sở") else name
            row = [n + 1, f"P{n:06d}", name, *(spelled(int(str(a)), chance) for a in answers)]
        sheet.write_row(len(top) + n, 0, row)
    if mess:
        sheet.write_row(len(top) + rows, 0, ["Tổng cộng", "", "", *[rows] * 25])
    book.close()


def seconds(name: str, folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run([SIPAS, "-q", "-C", folder, "check", name], check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in ("sipas.yaml", "units.yaml"):
            (folder / name).write_bytes((EXAMPLE / name).read_bytes())
        for name in ("clean", "mess"):
            workbook(folder / f"{name}.xlsx", rows, name == "mess")
        times: dict[str, list[float]] = {"clean": [], "mess": []}
        for _ in range(RUNS):
            for name, durations in times.items():
                durations.append(seconds(f"{name}.xlsx", folder))
    clean, mess = min(times["clean"]), min(times["mess"])
    print(f"{rows} ballots: clean {clean:.2f} s, typed by many hands {mess:.2f} s, ratio {mess / clean:.2f}")


if __name__ == "__main__":
    main()
