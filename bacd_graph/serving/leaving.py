"""Clients that leave before they are answered: nobody works on for them."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from anyio import create_task_group
from starlette.exceptions import HTTPException
from starlette.requests import Request

# As some servers write it; who left does not read it, but the log has it.
LEFT: Final = 499

_T = TypeVar("_T")


def has_left() -> HTTPException:
    """Return what the log says of a request whose client has left."""
    return HTTPException(LEFT, "the client has left")


async def unless_left(
    request: Request, work: Callable[[], Awaitable[_T]], leave: Callable[[], object] | None = None
) -> _T:
    """Return what ``work`` gives; cancel it when the client of ``request`` leaves.

    The body of ``request`` has to be read by then. ``leave`` is called before ``work`` is
    cancelled: it stops what cannot be, a thread.

    Raises:
        HTTPException: 499 if the client has left, or as ``work`` does.
    """
    made: list[_T] = []
    failed: list[HTTPException] = []

    async def work_on() -> None:
        # Kept, since a group of tasks would wrap it.
        try:
            made.append(await work())
        except HTTPException as error:
            failed.append(error)
        group.cancel_scope.cancel()

    gone = False
    async with create_task_group() as group:
        group.start_soon(work_on)
        try:
            await _leaves(request)
            gone = True
        finally:
            # Also when the server has to stop.
            if leave is not None:
                leave()
        group.cancel_scope.cancel()
    if made:
        return made[0]
    raise has_left() if gone or not failed else failed[0]


async def _leaves(request: Request) -> None:
    """Wait until the client of ``request`` has left; what it still sends is passed over."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
