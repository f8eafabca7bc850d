"""Which documents lie as they were written is noted whole, also where several are written at a time."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from sipas_cli.runs import written
from sipas_cli.workspace.workspace import Workspace

WRITERS = 8


def test_documents_that_are_written_at_the_same_time_are_all_noted(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    workspace, together = Workspace(tmp_path), Barrier(WRITERS)
    documents = [tmp_path / f"{number}.docx" for number in range(WRITERS)]

    def write(document: Path) -> None:
        document.write_bytes(b"PK")
        together.wait()
        written.note(workspace, {document: b"PK"})

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, documents))
    assert written.unchanged(workspace, documents) == set(documents)


def test_a_document_that_somebody_changed_is_not_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    workspace, document = Workspace(tmp_path), tmp_path / "a.docx"
    document.write_bytes(b"PK")
    written.note(workspace, {document: b"PK"})
    document.write_bytes(b"PK and a word")
    assert written.unchanged(workspace, [document, tmp_path / "gone.docx"]) == set()
