"""Commands that make one thing after another keep no more of them than they need."""

import gc

from sipas_cli.cli.memory import collecting


class Ring:
    """Refers to itself, as a filled Word file does."""

    made = 0

    def __init__(self) -> None:
        self.me = self
        self.ballast = [[] for _ in range(100)]  # type: list[list[int]]
        Ring.made += 1

    def __del__(self) -> None:
        Ring.made -= 1


def test_rings_are_set_free_while_documents_are_made() -> None:
    gc.disable()
    try:
        with collecting():
            most = 0
            for _ in range(500):
                Ring()
                most = max(most, Ring.made)
        assert most < 100
        assert not gc.isenabled()
    finally:
        gc.enable()
