"""Which library multiplies the matrices of spaCy's models."""

from typing import Final

from thinc.api import Model, NumpyOps

# On one thread numpy's product is faster than the default one's of BLIS, for the same results.
BY_NUMPY: Final = NumpyOps(use_blis=False)


def multiply(component: object, by: NumpyOps = BY_NUMPY) -> None:
    """Let numpy, or another, multiply the matrices of a component that has a model."""
    model: object = getattr(component, "model", None)
    if isinstance(model, Model):
        for node in model.walk():
            node.ops = by
