"""What stands written in a figure."""

from matplotlib.figure import Figure


def names(figure: Figure) -> list[str]:
    """All that is written within the axes, but for the legend."""
    return [text.get_text() for text in figure.axes[0].texts]


def title(figure: Figure) -> str:
    """The title on one line."""
    return " ".join(figure.axes[0].get_title(loc="left").split())


def caption(figure: Figure) -> str:
    """The caption on one line."""
    return " ".join(figure.axes[0].get_xlabel().split())


def legend(figure: Figure) -> list[str]:
    """What the legend explains."""
    return [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
