"""The machines of a Dask cluster: reaching them, letting them do something, and what goes wrong with them."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pkgutil import get_data
from typing import Any

from sipas_cli.errors import SurroundingsError
from sipas_cli.runs import cluster_messages

#: Seconds for the scheduler to answer, for a first worker to be there, and between looks for one.
_ANSWER, _FIRST_WORKER, _LOOK = 20, 30, 30

#: What some machine was asked for; among what others are given it stands for what came of it.
Handle = Any


class Machines:
    """Machines that a scheduler lets work. What is lost with one of them is made again by another."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def submit(self, do: Callable[..., Any], *given: Any) -> Handle:
        """Lets some machine do something, under a name of chance: no two runs have anything in common."""
        return self._client.submit(do, *given, pure=False)

    def answers(self, asked: Sequence[Handle], told: Callable[[Any], None] = lambda _: None) -> list[Any]:
        """What machines came to, in the order in which they were asked; `told` gets each of it as it comes.
        Raises TimeoutError where no machine is left."""
        from distributed import wait

        left, answers = set(asked), dict[Handle, Any]()
        while left:
            try:
                done, left = wait(left, timeout=_LOOK, return_when="FIRST_COMPLETED")
            except TimeoutError:
                if not self._client.nthreads():
                    raise
                continue
            ready = list(done)
            for one, answer in zip(ready, self._client.gather(ready), strict=True):
                answers[one] = answer
                told(answer)
        return [answers[one] for one in asked]


#: A file that is there wherever sipas is.
_OURS = "sipas_cli", "__init__.py"


def _refuse_without_sipas(client: Any, address: str) -> None:
    """Refuses a cluster some machine of which has no sipas: a worker would end without a word."""
    found = [client.run_on_scheduler(get_data, *_OURS), *client.run(get_data, *_OURS).values()]
    if None in found:
        raise SurroundingsError(cluster_messages.LACKING, where=address, package="sipas")


@contextmanager
def connected(address: str) -> Iterator[Machines]:
    """The machines of the scheduler at an address. What goes wrong with them meanwhile is raised as
    SurroundingsError."""
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise SurroundingsError(cluster_messages.DASK_MISSING) from error
    try:
        client = Client(address, timeout=_ANSWER)
    except (OSError, ValueError, TypeError) as error:
        params = {"seconds": _ANSWER, "reason": type(error).__name__}
        raise SurroundingsError(cluster_messages.UNREACHABLE, where=address, **params) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_FIRST_WORKER)
            _refuse_without_sipas(client, address)
            yield Machines(client)
        except TimeoutError as error:
            raise SurroundingsError(cluster_messages.NO_WORKERS, where=address, scheduler=address) from error
        except KilledWorker as error:
            raise SurroundingsError(cluster_messages.WORKERS_DIED, where=address) from error
        except ModuleNotFoundError as error:
            params = {"package": error.name or "sipas"}
            raise SurroundingsError(cluster_messages.LACKING, where=address, **params) from error
        except (OSError, CancelledError) as error:
            params = {"reason": type(error).__name__}
            raise SurroundingsError(cluster_messages.CLUSTER_LOST, where=address, **params) from error
