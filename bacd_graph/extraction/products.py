"""Which library multiplies the matrices of spaCy's models."""

from thinc.api import Model, NumpyOps


def multiply_by_numpy(component: object) -> None:
    """Let numpy multiply the matrices of a component that has a model.

    On one thread its product is faster than the default one's of BLIS, for the same results.
    """
    model: object = getattr(component, "model", None)
    if isinstance(model, Model):
        ops = NumpyOps(use_blis=False)
        for node in model.walk():
            node.ops = ops
