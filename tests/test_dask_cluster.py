"""A scheduler, workers and an object store as processes of their own on the loopback: what they count, also
when one of them is killed, and what is said where they are not there."""

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Sipas, ballot
from test_tally_files import office, parts_of, quietly, stored, write_csv

from sipas_cli.errors import SurroundingsError
from sipas_cli.runs import machines
from sipas_cli.wording import error_text

distributed = pytest.importorskip("distributed")
BUCKET = "s3://phieu"
_PATIENCE = 60  # seconds after which a process that says nothing is at fault


class Program:
    """A process that says when it is ready; what it says is kept."""

    def __init__(self, words: Sequence[str], ready: str, folder: Path) -> None:
        self.lines: list[str] = []
        self._ready = re.compile(ready)
        self._found = threading.Event()
        self.said = ""
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def wait(self) -> None:
        """Until it is ready."""
        assert self._found.wait(_PATIENCE), "".join(self.lines)

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line)
            match = self._ready.search(line)
            if match and not self._found.is_set():
                self.said = match[1]
                self._found.set()

    def end(self) -> None:
        self.process.kill()
        self.process.wait(_PATIENCE)
        self._listener.join(_PATIENCE)
        if self.process.stdout:
            self.process.stdout.close()


@contextmanager
def running(words: Sequence[str], ready: str, folder: Path) -> Iterator[Program]:
    program = Program(words, ready, folder)
    try:
        program.wait()
        yield program
    finally:
        program.end()


class Cluster:
    """A scheduler by its address, and its workers by theirs."""

    def __init__(self, scheduler: Program, workers: Sequence[Program]) -> None:
        self.scheduler = scheduler
        self.address = scheduler.said
        self.workers = {self._address(worker): worker for worker in workers}
        self.words = ("--engine", "dask", "--scheduler", self.address)

    def _address(self, worker: Program) -> str:
        found = re.search(r"Start worker at:\s+(tcp://\S+)", "".join(worker.lines))
        assert found
        return found[1]


@contextmanager
def cluster_of(number: int, folder: Path) -> Iterator[Cluster]:
    """A scheduler and some workers, each of one process and one thread."""
    at = ["--host", "127.0.0.1", "--no-dashboard"]
    with ExitStack() as stack:
        words = ["dask", "scheduler", *at, "--port", "0"]
        scheduler = stack.enter_context(running(words, r"Scheduler at:\s+(tcp://\S+)", folder))
        words = ["dask", "worker", scheduler.said, *at, "--nthreads", "1", "--no-nanny"]
        words += ["--local-directory", str(folder)]
        workers = [
            stack.enter_context(running(words, r"Registered to:\s+(\S+)", folder)) for _ in range(number)
        ]
        yield Cluster(scheduler, workers)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An object store that speaks S3, and its only bucket, empty."""
    words = ["moto.server", "-H", "127.0.0.1", "-p", "0"]
    keys = {"AWS_ACCESS_KEY_ID": "thu", "AWS_SECRET_ACCESS_KEY": "thu", "AWS_DEFAULT_REGION": "us-east-1"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in keys.items():
            patch.setenv(name, value)
        with running(words, r"Running on (http://127\S+)", tmp_path_factory.mktemp("store")) as server:
            patch.setenv("AWS_ENDPOINT_URL", server.said)
            import s3fs

            files = s3fs.S3FileSystem()
            files.mkdir(BUCKET)
            yield files


@pytest.fixture(scope="module")
def cluster(store: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers that know the store."""
    with cluster_of(2, tmp_path_factory.mktemp("cluster")) as two:
        yield two


def files_of_ballots(folder: Path, number: int = 6) -> list[Path]:
    """Files of ballots of two offices; the last ballot of each is the first of the next one."""
    folder.mkdir()
    paths = []
    for file in range(number):
        rows = []
        for place in range(15):
            answers = [1 + (file * 5 + place * 7 + question * 3) % 5 for question in range(25)]
            rows.append(ballot(file * 14 + place, ("Sở Nội vụ", "Sở Y tế")[place % 2], answers))
        rows[3][4] = 9
        paths.append(write_csv(folder / f"phieu-{file}.csv", rows))
    return paths


def as_parquet(path: Path) -> None:
    """The same ballots in another kind of file."""
    from pyarrow import csv, parquet

    table = csv.read_csv(path, convert_options=csv.ConvertOptions(column_types={}))
    parquet.write_table(table.cast(_texts(table.schema)), path.with_suffix(".parquet"))
    path.unlink()


def _texts(schema: Any) -> Any:
    import pyarrow

    return pyarrow.schema([(field.name, pyarrow.string()) for field in schema])


def test_objects_of_a_store_are_scored_as_the_files_on_one_machine(
    tmp_path: Path, store: Any, cluster: Cluster
) -> None:
    alone, together = office(tmp_path / "alone"), office(tmp_path / "together")
    paths = files_of_ballots(tmp_path / "files")
    as_parquet(paths[0])
    paths[0] = paths[0].with_suffix(".parquet")
    for path in paths:
        store.put_file(str(path), f"{BUCKET}/2023/{path.name}")
    store.touch(f"{BUCKET}/2023/_SUCCESS")
    tallies = [tmp_path / "alone.tally", tmp_path / "folder.tally", tmp_path / "pattern.tally"]
    assert quietly("-C", alone, "tally", *paths, "-o", tallies[0]) == 0
    words = [*cluster.words, "-o"]
    assert quietly("-C", together, "tally", f"{BUCKET}/2023/", *words, tallies[1]) == 0
    assert quietly("-C", together, "tally", f"{BUCKET}/*/phieu-*", *words, tallies[2]) == 0
    assert tallies[0].read_bytes() == tallies[1].read_bytes() == tallies[2].read_bytes()
    assert quietly("-C", alone, "score", *paths) == 0
    assert quietly("-C", together, "score", "--from", tallies[1]) == 0
    assert stored(together).name == stored(alone).name
    assert parts_of(stored(together)) == parts_of(stored(alone))


def test_workers_say_nothing_of_ballots(tmp_path: Path, store: Any, cluster: Cluster, sipas: Sipas) -> None:
    """Neither of those that were counted nor of a file that was refused."""
    office(tmp_path)
    (tmp_path / "hong.csv").write_text("Mã phiếu\n12345-Nguyễn\n", encoding="utf-8")
    store.put_file(str(tmp_path / "hong.csv"), f"{BUCKET}/hong/hong.csv")
    result = sipas("tally", f"{BUCKET}/hong/", *cluster.words, "-o", "x.tally")
    assert result.status == 3
    assert "hong.csv" in result.err
    for worker in cluster.workers.values():
        said = "".join(worker.lines)
        assert "Nguyễn" not in said
        assert "P0001" not in said


def test_a_worker_that_is_killed_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = office(tmp_path / "ws")
    paths = files_of_ballots(tmp_path / "files")
    assert quietly("tally", "--new-key", tmp_path / "key.txt") == 0
    words = ["--key", tmp_path / "key.txt", "-o"]
    assert quietly("-C", workspace, "tally", *paths, *words, tmp_path / "alone.tally") == 0
    killed = []
    with cluster_of(2, tmp_path) as two:

        def kill_a_holder(_: str, __: float) -> None:
            """As soon as the first part is there, the worker that has it goes."""
            if killed:
                return
            with distributed.Client(two.address, set_as_default=False) as client:
                held = client.has_what()
            address = next(worker for worker, keys in held.items() if any("read_part" in key for key in keys))
            two.workers[address].end()
            killed.append(address)

        @contextmanager
        def progress(_: object) -> Iterator[Callable[[str, float], None]]:
            yield kill_a_holder

        monkeypatch.setattr("sipas_cli.cli.tallies.progress", progress)
        together = tmp_path / "together.tally"
        assert quietly("-C", workspace, "tally", *paths, *two.words, *words, together) == 0
    assert len(killed) == 1
    assert together.read_bytes() == (tmp_path / "alone.tally").read_bytes()


def test_a_scheduler_that_is_lost(tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path)
    paths = files_of_ballots(tmp_path / "files")
    with cluster_of(1, tmp_path) as one:

        @contextmanager
        def progress(_: object) -> Iterator[Callable[[str, float], None]]:
            yield lambda *_: one.scheduler.end()

        monkeypatch.setattr("sipas_cli.cli.tallies.progress", progress)
        result = sipas("tally", *paths, *one.words, "-o", "x.tally")
    assert result.status == 4
    assert "mất bộ điều phối khi đang đếm" in result.err


# --- what goes wrong ------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port


def one_file(folder: Path) -> None:
    office(folder)
    write_csv(folder / "a.csv", [ballot(n, "Sở Y tế") for n in range(9)])


def test_a_scheduler_that_does_not_answer(
    tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_file(tmp_path)
    monkeypatch.setattr(machines, "_ANSWER", 0.5)
    address = f"tcp://127.0.0.1:{free_port()}"
    result = sipas("tally", "a.csv", "--engine", "dask", "--scheduler", address, "-o", "x.tally")
    assert result.status == 4
    assert f"{address}: không nối được với bộ điều phối" in result.err
    result = sipas("tally", "a.csv", "--engine", "dask", "--scheduler", "sai://a", "-o", "x.tally")
    assert result.status == 4


def test_a_scheduler_without_workers(tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch) -> None:
    one_file(tmp_path)
    monkeypatch.setattr(machines, "_FIRST_WORKER", 0.1)
    with cluster_of(0, tmp_path) as nobody:
        result = sipas("tally", "a.csv", *nobody.words, "-o", "x.tally")
    assert result.status == 4
    assert "bộ điều phối không có máy nào" in result.err


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (distributed.KilledWorker.__new__(distributed.KilledWorker), "nhiều lần tiến trình"),
        (ModuleNotFoundError(name="pyarrow"), "thiếu gói pyarrow"),
        (ConnectionResetError(), "mất bộ điều phối"),
        (CancelledError(), "mất bộ điều phối"),
        (TimeoutError(), "không có máy nào"),
    ],
)
def test_what_goes_wrong_with_a_cluster_is_said(
    error: Exception, said: str, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIPAS_LANG", "vi")
    with pytest.raises(SurroundingsError) as refused, machines.connected(cluster.address):
        raise error
    assert error_text(refused.value).startswith(f"{cluster.address}: ")
    assert said in error_text(refused.value)


def test_a_cluster_without_sipas(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machines, "_OURS", ("khong_co", "__init__.py"))
    with pytest.raises(SurroundingsError) as refused, machines.connected(cluster.address):
        pass
    assert "sipas" in refused.value.params["package"]


def test_dask_is_not_there(tmp_path: Path, sipas: Sipas, monkeypatch: pytest.MonkeyPatch) -> None:
    one_file(tmp_path)
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = sipas("tally", "a.csv", "--engine", "dask", "--scheduler", "tcp://a:1", "-o", "x.tally")
    assert result.status == 4
    assert "pip install 'sipas[dask]'" in result.err


def test_a_store_without_files(tmp_path: Path, store: Any, cluster: Cluster, sipas: Sipas) -> None:
    one_file(tmp_path)
    for address in (f"{BUCKET}/khong-co/", f"{BUCKET}/*/khong-co.csv", "s3://khong-co/"):
        result = sipas("tally", address, *cluster.words, "-o", "x.tally")
        assert result.status in (2, 4)
        assert address in result.err
