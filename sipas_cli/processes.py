"""Other processes of this program, which take a share of its work. What comes of it does not depend on how
many there are, nor on which of them does what.

Each process prepares itself once and then answers questions. What another process cannot tell is left to the
one that asked: it does that part itself, and says what is wrong in its own words.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import Any

from sipas_cli.errors import SipasError
from sipas_cli.messages import language, use

_AHEAD = 3  # questions for each process that are under way or wait to be asked for

#: Makes, of what is given to a process, what answers its questions.
Prepare = Callable[..., Callable[[Any], Any]]


def wanted(jobs: int | None) -> int:
    """How many processes are wanted: `jobs`, or where nobody said as many as there are cores."""
    return jobs or os.cpu_count() or 1


class Crew:
    """Processes at work."""

    def __init__(self, pool: ProcessPoolExecutor, number: int) -> None:
        self._pool, self._number = pool, number

    def answers(self, questions: Iterable[Any]) -> Iterator[Any]:
        """What comes of each of the questions, in their order; None where whoever asked must find out for
        himself, since what is wrong is to be said, or the system ended a process. The first of them are asked
        at once, before anybody waits for an answer."""
        waiting = iter(questions)
        asked = deque(map(self._ask, islice(waiting, self._number * _AHEAD)))
        return self._in_order(asked, waiting)

    def _in_order(self, asked: "deque[Future[Any] | None]", waiting: Iterator[Any]) -> Iterator[Any]:
        while asked:
            future = asked.popleft()
            asked.extend(map(self._ask, islice(waiting, 1)))
            yield _answered(future)

    def _ask(self, question: Any) -> "Future[Any] | None":
        try:
            return self._pool.submit(_answer, question)
        except BrokenProcessPool:
            return None


def _answered(future: "Future[Any] | None") -> Any:
    try:
        return future.result() if future else None
    except BrokenProcessPool:
        return None


@contextmanager
def crew(number: int, prepare: Prepare, *given: Any) -> Iterator[Crew]:
    """So many processes, ended at the end. `prepare` is a function or a class of a module, `given` what can
    be handed to another process."""
    context = get_context("spawn")  # the same on every system, and safe beside threads
    pool = ProcessPoolExecutor(number, context, _begin, (language(), prepare, given))
    try:
        yield Crew(pool, number)
    finally:
        pool.shutdown(cancel_futures=True)


# --- in the other process ------------------------------------------------------------------------

#: What answers the questions in this process, prepared when the first of them is asked; nothing in a process
#: that is asked none.
_ANSWERING: list[Callable[[], Callable[[Any], Any]]] = []


def _begin(lang: str, prepare: Prepare, given: tuple[Any, ...]) -> None:
    """Prepares a process: it ends with the one that started it, which alone hears of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use(lang)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _ANSWERING.append(cache(partial(prepare, *given)))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _answer(question: Any) -> Any:
    try:
        return _ANSWERING[0]()(question)
    except SipasError:
        return None
