"""What registers say to statements, as quads of a graph of their own."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from bacd_graph.model import Check, Statement
from bacd_graph.rdf.names import BASE, bacd
from bacd_graph.rdf.terms import Terms, check_base, literal, page


def describe_checks(checked: Iterable[tuple[Statement, Check]], base: str = BASE) -> Iterator[Quad]:
    """Yield what each statement's node is marked with, all of it in ``{base}graph/register``.

    Nothing that `describe` says is said anew or otherwise.

    Raises:
        BuildError: if ``base`` does not fit.
    """
    terms = Terms(check_base(base))
    graph = terms.register_graph
    for statement, check in checked:
        node = terms.statement(statement)
        yield Quad(node, bacd.checked, bacd[check.mark], graph)
        for source in check.sources:
            yield Quad(node, bacd.checkedAgainst, page(source), graph)
        if check.reason:
            yield Quad(node, bacd.reason, literal(check.reason), graph)
