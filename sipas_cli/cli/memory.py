"""Memory of the commands that make one thing after another."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting() -> Iterator[None]:
    """Collects what is no longer used while many documents are made: a filled Word file is a ring of objects,
    which nothing else sets free, and the program as a whole does without collecting. What was there before is
    passed over: it stays, and looking through it again each time would cost more than the documents."""
    enabled = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not enabled:
            gc.disable()
