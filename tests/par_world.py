"""A small PAR set, a small SIPAS set and a register: all that the tests of the PAR index stand on."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import openpyxl

from sipas_cli.intake.points.appraisal import appraise
from sipas_cli.intake.points.entries import Appraisal
from sipas_cli.model import Finding, Grid, Group, Unit
from sipas_cli.rules.gate import checked
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.yaml_loader import parse
from sipas_cli.workspace.units import Registry

# The points of each group:
#   so      1 + 2 + 3 + 2 (xhh) + 4 + 6 + 4 + 3 (xhh) + 5 (sipas) = 30, of which 20 by the appraisal
#   huyen   1 + 2 + 3 + 2 (xhh) + 6     + 8 + 3 (xhh) + 5 (sipas) = 30, of which 20 by the appraisal
PAR = """\
id: par-thu
index: par
title: Chỉ số CCHC thử
source: Dựng riêng để kiểm tra chương trình
holds_from: 2023
plan:
  areas:
    - id: "1"
      title: Chỉ đạo điều hành
      criteria:
        - id: "1.1"
          title: Kế hoạch cải cách hành chính
          components:
            - id: 1.1.1
              title: Ban hành kế hoạch
              options: {Kịp thời: 1, Không kịp thời: 0.5, Không ban hành: 0}
            - id: 1.1.2
              title: Hoàn thành kế hoạch
              steps:
                - {above: 90, points: 2}
                - {from: 70, to: 90, points: 1}
                - {below: 70, points: 0}
        - {id: "1.2", title: Công tác kiểm tra, max: 3}
        - {id: "1.3", title: Đánh giá về chỉ đạo, max: 2, points_from: xhh}
    - id: "2"
      title: Thủ tục hành chính
      criteria:
        - {id: "2.1", title: Công khai thủ tục, max: {so: 4, huyen: 6}}
        - {id: "2.2", title: Rà soát thủ tục, max: 6, groups: [so]}
        - {id: "2.3", title: Đánh giá về thủ tục, max: 3, points_from: xhh}
        - {id: "2.10", title: Xử lý phản ánh, max: {so: 4, huyen: 8}}
    - id: "3"
      title: Tác động của cải cách
      criteria:
        - {id: "3.1", title: Chỉ số hài lòng, max: 5, points_from: sipas}
  maximum: {so: 30, huyen: 30}
  bonus:
    - {id: TH1, title: Điểm thưởng sáng kiến, max: 2}
  penalty:
    - {id: TR1, title: Điểm trừ vi phạm, max: 1}
  xhh:
    answers:
      - {id: A, label: Tốt, worth: 100}
      - {id: B, label: Khá, worth: 60}
      - {id: C, label: Trung bình, worth: 20}
      - {id: D, label: Kém, worth: 0}
    not_applicable: [E, Không biết]
    kinds:
      - {id: hdnd, title: Đại biểu HĐND tỉnh, also: [Đại biểu HĐND]}
      - {id: so, title: Lãnh đạo sở, weight: 3}
    questions:
      - {code: X1, text: Chỉ đạo của lãnh đạo đơn vị, criterion: "1.3"}
      - {code: X2, text: Chất lượng giải quyết thủ tục, criterion: "2.3"}
      - {code: X3, text: Thái độ khi giải quyết thủ tục, criterion: "2.3"}
rules:
  score: percent
  bands:
    - {name: Nhóm 1, above: 90}
    - {name: Nhóm 2, from: 80, to: 90}
    - {name: Nhóm 3, from: 65, below: 80}
    - {name: Nhóm 4, from: 50, below: 65}
    - {name: Nhóm 5, below: 50}
"""

SIPAS = """\
id: sipas-thu
index: sipas
title: SIPAS thử
source: Dựng riêng để kiểm tra chương trình
holds_from: 2023
plan:
  scale:
    answers:
      - {code: 1, label: Không hài lòng}
      - {code: 2, label: Hài lòng}
    satisfied_from: 2
  columns: {unit: [Tên đơn vị], ballot_id: [Số phiếu], date: [Ngày]}
  questions:
    - {code: S1, text: Nơi tiếp nhận dễ tìm}
    - {code: S2, text: Phí nộp đúng quy định}
rules:
  measure: satisfied_share
  factors:
    - {id: a, title: Tiếp cận, weight: 50, criteria: [S1]}
    - {id: b, title: Thủ tục, weight: 50, criteria: [S2]}
"""

UNITS = """\
groups:
  - {id: so, name: Các sở}
  - {id: huyen, name: Các huyện}
  - {id: xa, name: Các xã}
units:
  - {id: so-noi-vu, name: Sở Nội vụ, group: so}
  - {id: so-y-te, name: Sở Y tế, group: so, aliases: [SYT]}
  - {id: huyen-van-don, name: Huyện Vân Đồn, group: huyen}
  - {id: ban-quan-ly, name: Ban Quản lý, group: so, excluded: mới thành lập}
  - {id: xa-ha-long, name: Xã Hạ Long, group: xa}
"""

SETTINGS = "province: tỉnh Quảng Ninh\nyear: 2023\ncriteria: [sipas-thu, par-thu]\n"

FORM = ("STT", "Tiêu chí", "Điểm tối đa", "Tự đánh giá", "Thẩm định", "Ghi chú")
TITLES = {
    "1": "Chỉ đạo điều hành",
    "1.1": "Kế hoạch cải cách hành chính",
    "1.1.1": "Ban hành kế hoạch",
    "1.1.2": "Hoàn thành kế hoạch",
    "1.2": "Công tác kiểm tra",
    "1.3": "Đánh giá về chỉ đạo",
    "2": "Thủ tục hành chính",
    "2.1": "Công khai thủ tục",
    "2.2": "Rà soát thủ tục",
    "2.3": "Đánh giá về thủ tục",
    "2.10": "Xử lý phản ánh",
    "3": "Tác động của cải cách",
    "3.1": "Chỉ số hài lòng",
}
#: What Sở Nội vụ got on every leaf of the appraisal: 1 + 1 (85 % is a step of 1) + 2.5 + 4 + 5 + 3.5 = 17.
NOI_VU: Mapping[str, object] = {
    "1.1.1": "Kịp thời",
    "1.1.2": 85,
    "1.2": 2.5,
    "2.1": 4,
    "2.2": 5,
    "2.10": 3.5,
}
#: Huyện Vân Đồn: 0.5 + 2 + 3 + 6 + 8 = 19.5 of 20; 2.2 is not for districts.
VAN_DON: Mapping[str, object] = {"1.1.1": "Không kịp thời", "1.1.2": 95, "1.2": 3, "2.1": 6, "2.10": 8}

#: The same as exact points: 85 % is in the step from 70 to 90, worth 1; 95 % in that above 90, worth 2.
NOI_VU_POINTS = {"1.1.1": "1", "1.1.2": "1", "1.2": "5/2", "2.1": "4", "2.2": "5", "2.10": "7/2"}
VAN_DON_POINTS = {"1.1.1": "1/2", "1.1.2": "2", "1.2": "3", "2.1": "6", "2.10": "8"}


def par(*changes: tuple[str, str]) -> ParCriteria:
    """The small PAR set with some texts replaced, each of which stands in it once."""
    return checked(parse(changed(PAR, *changes).encode(), "par-thu.yaml"), ParCriteria)


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def world(
    folder: Path,
    *changes: tuple[str, str],
    units: str | None = UNITS,
    settings: str = SETTINGS,
) -> Path:
    """A workspace with both sets, the PAR set with `changes`."""
    (folder / "criteria").mkdir(exist_ok=True)
    (folder / "criteria" / "par-thu.yaml").write_text(changed(PAR, *changes), encoding="utf-8")
    (folder / "criteria" / "sipas-thu.yaml").write_text(SIPAS, encoding="utf-8")
    (folder / "sipas.yaml").write_text(settings, encoding="utf-8")
    if units is not None:
        (folder / "units.yaml").write_text(units, encoding="utf-8")
    return folder


def registry() -> Registry:
    """UNITS as values."""
    groups = [Group("so", "Các sở"), Group("huyen", "Các huyện"), Group("xa", "Các xã")]
    units = [
        Unit("so-noi-vu", "Sở Nội vụ", "so"),
        Unit("so-y-te", "Sở Y tế", "so", ("SYT",)),
        Unit("huyen-van-don", "Huyện Vân Đồn", "huyen"),
        Unit("ban-quan-ly", "Ban Quản lý", "so", excluded="mới thành lập"),
        Unit("xa-ha-long", "Xã Hạ Long", "xa"),
    ]
    return Registry(groups, units, "tỉnh Quảng Ninh")


# --- sheets --------------------------------------------------------------------------------------

Rows = list[list[object]]


def form(
    points: Mapping[str, object],
    claimed: Mapping[str, object] | None = None,
    *,
    unit: str | None = "Sở Nội vụ",
    more: Iterable[Sequence[object]] = (),
) -> Rows:
    """A scoring form with a row for every part of the tree; `more` are rows below it."""
    title = [[f"Đơn vị: {unit}"]] if unit else []
    body = [
        [part, name, "", (claimed or {}).get(part, ""), points.get(part, ""), ""]
        for part, name in TITLES.items()
    ]
    return [*title, list(FORM), *body, *(list(row) for row in more)]


def down(*units: tuple[str, Mapping[str, object]], leaves: Sequence[str] = tuple(TITLES)) -> Rows:
    """A matrix with a row for each unit."""
    header: list[object] = ["STT", "Tên đơn vị", *leaves]
    return [header, *([n, name, *(own.get(p, "") for p in leaves)] for n, (name, own) in enumerate(units, 1))]


def grid(rows: Iterable[Sequence[object]], *, sheet: str = "Bảng điểm", file: str = "diem.xlsx") -> Grid:
    """Rows as they come out of a workbook: everything is text as typed."""
    cells = {
        n: tuple("" if cell is None else str(cell) for cell in row) for n, row in enumerate(rows, start=1)
    }
    return Grid(file, sheet, f"{file}#{sheet}", cells)


def appraised(*grids: Grid, criteria: ParCriteria | None = None) -> tuple[Appraisal, list[Finding]]:
    return appraise(grids, (criteria or par()).plan, registry())


def numbers(points: Mapping[str, Fraction | None]) -> dict[str, str | None]:
    """Points as text, to be compared with what a person typed."""
    return {leaf: None if own is None else str(own) for leaf, own in points.items()}


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """(code, cell) of each."""
    return [(finding.code, finding.cell) for finding in findings]


def book(path: Path, *, hidden: Sequence[str] = (), **sheets: Iterable[Sequence[object]]) -> Path:
    """A workbook with these sheets; "_" in a name stands for a space."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name.replace("_", " "))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    workbook.save(path)
    return path


def csv_file(path: Path, rows: Iterable[Sequence[object]], mark: str = ",") -> Path:
    path.write_text("".join(mark.join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
    return path


# --- ballots -------------------------------------------------------------------------------------


def leaders(*ballots: tuple[str, str, str, str]) -> Rows:
    """The leader survey: (id, kind, unit, its three answers as letters) for each row."""
    header: list[object] = ["Mã phiếu", "Đối tượng trả lời", "Đơn vị được đánh giá", "X1", "X2", "X3"]
    return [header, *([number, kind, unit, *answers] for number, kind, unit, answers in ballots)]


def satisfied(**shares: tuple[int, int]) -> Rows:
    """SIPAS ballots: unit ("_" for a space) -> (satisfied, all)."""
    rows: Rows = [["Số phiếu", "Tên đơn vị", "Ngày", "S1", "S2"]]
    for unit, (good, ballots) in shares.items():
        name = unit.replace("_", " ")
        answers = [2] * good + [1] * (ballots - good)
        rows += [[f"{unit}{n}", name, "2023-10-01", answer, answer] for n, answer in enumerate(answers)]
    return rows
