"""What ends a command from outside: Ctrl-C, a system that shuts down, a terminal that is closed. It is
imported before all else, so it needs little itself."""

import signal
import threading
from types import FrameType

#: To this the number of the signal is added that ended a program, as shells do: Ctrl-C is 130.
SIGNALLED = 128
#: The first of these that comes, while the program is being ended by it.
_came: list[int] = []
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
#: Seconds until a signal that comes while a module is imported is looked at again, and until a program ends
#: whatever it still does: what it then leaves behind is removed by the next one.
_AGAIN, _GRACE = 0.02, 10
_IMPORTER = "<frozen importlib"


class EndedError(BaseException):
    """A signal came that asks the program to end: whoever holds something half-written lets go of it."""


def end_in_order() -> None:
    """From now on such a signal ends the command that is running as an error would: drafts are removed, locks
    given back."""
    for number in _known():
        signal.signal(number, _end)


def end_no_more() -> None:
    """From now on such a signal comes too late: what was asked for is done, and Python, which is about to
    leave, would die of it or tell it as a fault. Who was ended by one still hears the next."""
    for number in _known():
        if signal.getsignal(number) is _end:
            signal.signal(number, signal.SIG_IGN)


def ended_by() -> int:
    """The status of a program that a signal has ended; 0 where none has. Libraries may turn what the signal
    raised into an error of their own."""
    if not _came:
        return 0
    return SIGNALLED + _came[0]


def _known() -> list[signal.Signals]:
    """Those signals that this system has and nobody has set aside: under nohup a closed terminal is none."""
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    return [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]


def _end(number: int, frame: FrameType | None) -> None:
    if _is_importing(frame):  # it would leave a lock of Python locked, or half a module
        _again(_AGAIN, number)
        return
    for other in _known():
        signal.signal(other, signal.SIG_DFL)  # who asks once more means at once
    _came.append(number)
    _again(_GRACE, number)
    raise EndedError


def _again(seconds: float, number: int) -> None:
    timer = threading.Timer(seconds, signal.raise_signal, [number])
    timer.daemon = True
    timer.start()


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith(_IMPORTER):
            return True
        frame = frame.f_back
    return False
