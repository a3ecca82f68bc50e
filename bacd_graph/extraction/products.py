"""Which library multiplies the matrices of spaCy's models, and in how many threads."""

from contextlib import AbstractContextManager
from functools import cache
from typing import Final

from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

# On one thread numpy's product is faster than the default one's of BLIS, for the same results.
BY_NUMPY: Final = NumpyOps(use_blis=False)


def multiply(component: object, by: NumpyOps = BY_NUMPY) -> None:
    """Let numpy, or another, multiply the matrices of a component that has a model."""
    model: object = getattr(component, "model", None)
    if isinstance(model, Model):
        for node in model.walk():
            node.ops = by


def one_thread() -> AbstractContextManager[object]:
    """Let numpy multiply in one thread while the context lasts, in all of this process.

    The matrices are small: threads that share one wait for each other more than they compute, and
    where other work runs beside, eight times as long.
    """
    limit: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return limit


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()
