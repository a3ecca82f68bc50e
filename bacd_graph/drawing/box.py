"""A rectangle on paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where its right edge is."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Where its upper edge is."""
        return self.bottom + self.height

    def inset(self, *, below: float = 0.0, above: float = 0.0, beside: float = 0.0) -> "Box":
        """Return what is left of it without so many points at its edges.

        >>> Box(0, 0, 20, 10).inset(below=2, beside=1)
        Box(left=1, bottom=2, width=18, height=8.0)
        """
        width, height = self.width - 2 * beside, self.height - (below + above)
        return Box(self.left + beside, self.bottom + below, width, height)
