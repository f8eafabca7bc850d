"""Findings that are kept in columns."""

import tracemalloc

import numpy as np
import pytest

from sipas_cli.findings import CellFindings, Findings
from sipas_cli.intake.ballots import messages
from sipas_cli.model import Finding

BLANK_UNIT = Finding(messages.BALLOT_NO_UNIT, "b.xlsx", "Phiếu", "B9")


@pytest.fixture
def cells() -> CellFindings:
    """Three findings: in D2, AA3 and D4."""
    findings = CellFindings("a.xlsx", "Phiếu")
    unread = findings.saying(messages.UNREADABLE_CELL, {"header": "Ngày"})
    merged = findings.saying(messages.MERGED_CELL, {"header": "Ngày"})
    findings.add(2, 4, unread)
    findings.add(3, 27, merged)
    findings.add(4, 4, findings.saying(messages.UNREADABLE_CELL, {"header": "Ngày"}))
    return findings


def test_each_is_made_where_it_is_looked_at(cells: CellFindings) -> None:
    assert len(cells.sayings) == 2
    assert [finding.cell for finding in cells] == ["D2", "AA3", "D4"]
    assert cells[1] == Finding(messages.MERGED_CELL, "a.xlsx", "Phiếu", "AA3", {"header": "Ngày"})
    assert list(cells.cells()) == [("D2", 0), ("AA3", 1), ("D4", 0)]


def test_findings_put_together_are_one_sequence(cells: CellFindings) -> None:
    findings = Findings([BLANK_UNIT], cells) + Findings(CellFindings("c.xlsx", ""), [BLANK_UNIT])
    assert len(findings) == 5
    assert [finding.cell for finding in findings] == ["B9", "D2", "AA3", "D4", "B9"]
    assert [finding.cell for finding in findings[1:3]] == ["D2", "AA3"]
    assert findings[-1] == BLANK_UNIT
    with pytest.raises(IndexError):
        findings[5]
    assert findings.by_code() == {
        BLANK_UNIT.code: 2,
        messages.UNREADABLE_CELL.code: 2,
        messages.MERGED_CELL.code: 1,
    }
    assert [finding.cell for finding in findings.of_kind(messages.MERGED_CELL)] == ["AA3"]
    assert [finding.cell for finding in findings.of_kind(messages.BALLOT_NO_UNIT)] == ["B9", "B9"]
    assert not Findings()


def test_a_million_takes_some_megabytes() -> None:
    rows = np.arange(1_000_000, dtype=np.int32)
    tracemalloc.start()
    findings = CellFindings("a.csv", "")
    saying = findings.saying(messages.ANSWER_OFF_SCALE_TEXT, {"question": "F1_1"})
    findings.extend(rows + 2, np.full_like(rows, 5), np.full_like(rows, saying))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(findings) == 1_000_000
    assert size < 20_000_000  # 3 số x 4 byte = 12 MB, kể cả phần dự trữ
    assert findings[999_999].cell == "E1000001"
