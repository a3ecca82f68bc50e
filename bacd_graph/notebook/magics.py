"""``%%sparql``: a query in a cell, its answer below it as a table or as a picture."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from keyword import iskeyword
from typing import Any, Final

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments
from IPython.utils.process import arg_split  # type: ignore[attr-defined]

from bacd_graph.errors import BacdGraphError, QueryError
from bacd_graph.knowledge_graph import KnowledgeGraph
from bacd_graph.notebook.targets import Target, Targets
from bacd_graph.rdf.queries import named_queries
from bacd_graph.rdf.results import MAX_SHOWN, Result
from bacd_graph.rdf.terms import literal

_USUAL_VARIABLE: Final = "graph"
_USUAL_FOLDER: Final = "outputs"
_SIZE: Final = (8.0, 4.5)  # inches, of a notebook's column
MOST_DRAWN: Final = 200  # things; more would take minutes, and nobody could tell them apart


@magics_class
class SparqlMagics(Magics):
    """The magics of ``%load_ext bacd_graph``."""

    def __init__(self, shell: Any) -> None:
        super().__init__(shell)
        self._shell = shell
        self._targets = Targets()
        self._last: str | None = None

    @magic_arguments()
    @argument(
        "words",
        nargs="*",
        metavar="NAME [PARAMETER=VALUE ...]",
        help="In %%sparql: a named query and values for its parameters; 'list' lists the queries.",
    )
    @argument(
        "--graph",
        "-g",
        help="Whom to ask: a variable that holds a graph, a folder that build made, a file of RDF, "
        "or the URL of a SPARQL endpoint. By default whom the last query asked; at first the "
        "variable graph, or else the folder outputs.",
    )
    @argument(
        "--to", "-o", metavar="VARIABLE", help="Keep the answer in a variable; show no table."
    )
    @argument("--draw", "-d", action="store_true", help="Show a picture in the place of a table.")
    @argument(
        "--size",
        nargs=2,
        type=float,
        default=_SIZE,
        metavar=("WIDTH", "HEIGHT"),
        help="Of the picture, in inches; by default 8 4.5.",
    )
    @argument(
        "--limit",
        type=int,
        default=MAX_SHOWN,
        metavar="N",
        help="Show so many rows, or draw so many things; by default 60. The answer is whole.",
    )
    @argument(
        "--timeout",
        type=float,
        default=30.0,
        metavar="SECONDS",
        help="When a query is stopped; by default 30.",
    )
    @line_cell_magic
    def sparql(self, line: str, cell: str | None = None) -> Result | None:
        """Ask a graph in SPARQL 1.1, or by a named query.

        The usual prefixes need no declaration. A comment in the first line of a query is the
        title of its picture.

            %%sparql --draw
            # Who works where
            CONSTRUCT { ?person bacd:worksFor ?company } WHERE { ?person bacd:worksFor ?company }

            %sparql employers person="Wido den Hollander"
        """
        try:
            # Values may stand behind options, and quotes hold a value together.
            asked = self.sparql.parser.parse_intermixed_args(arg_split(line, posix=True))
            return self._answer(asked, cell)
        except ValueError as error:
            raise UsageError(f"the line cannot be read ({error}); close each quote") from error
        except BacdGraphError as error:
            raise UsageError(str(error)) from error

    def _answer(self, asked: Any, cell: str | None) -> Result | None:
        _check(asked)
        query, values = _query(asked.words, cell)
        if query == "list":
            return _listed()
        name = asked.graph or self._last or self._usual()
        target = self._targets.find(name, self._shell.user_ns)
        self._last = name
        result = target.ask(query, values, timeout=asked.timeout)
        if asked.to:
            self._shell.push({asked.to: result})
        if asked.draw:
            self._show(_picture(result, target, query, asked))
        return None if asked.to or asked.draw else replace(result, shown=asked.limit)

    def _show(self, figure: Any) -> None:
        from bacd_graph.drawing.saving import png

        title = " ".join(figure.axes[0].get_title(loc="left").split())
        image = b64encode(png(figure)).decode()
        self._shell.display_pub.publish({"image/png": image, "text/plain": f"<picture: {title}>"})

    def _usual(self) -> str:
        held = self._shell.user_ns.get(_USUAL_VARIABLE)
        return _USUAL_VARIABLE if isinstance(held, KnowledgeGraph) else _USUAL_FOLDER


def _check(asked: Any) -> None:
    if asked.to and (not asked.to.isidentifier() or iskeyword(asked.to)):
        raise QueryError(f"{asked.to!r} names no variable; give a name such as answer")
    if asked.limit < 1:
        raise QueryError(f"a limit of {asked.limit} shows nothing; give 1 or more")
    if asked.draw and asked.limit > MOST_DRAWN:
        raise QueryError(f"a picture holds {MOST_DRAWN} things at most; give a lower limit")
    if not all(2 <= side <= 100 for side in asked.size):
        raise QueryError("a picture of that size cannot be drawn; give 2 to 100 inches a side")


def _query(words: Sequence[str], cell: str | None) -> tuple[str, dict[str, str]]:
    """Return the query, a text or a name, and the values for its parameters."""
    text = (cell or "").strip()
    if bool(text) == bool(words):
        raise QueryError(
            "give either a query in the cell, below %%sparql, or a named query on the line; "
            "%sparql list lists those"
        )
    if text:
        return text, {}
    pairs = [word.partition("=") for word in words[1:]]
    wrong = next((name for name, sign, _ in pairs if not sign), None)
    if wrong is not None:
        raise QueryError(f'{wrong!r} is no value; write PARAMETER=VALUE, as in event="FOSDEM 2013"')
    return words[0], {name: value for name, _, value in pairs}


def _listed() -> Result:
    rows = [
        (q.name, ", ".join(p.name for p in q.parameters), q.description)
        for q in named_queries().values()
    ]
    terms = [tuple(map(literal, row)) for row in rows]
    return Result("select", ("name", "parameters", "answers"), terms)


def _picture(result: Result, target: Target, query: str, asked: Any) -> Any:
    from bacd_graph.drawing.answers.answer import draw_answer
    from bacd_graph.drawing.answers.around import title_of

    known = target.known(result, timeout=asked.timeout)
    return draw_answer(
        result,
        known=[known] if known else [],
        title=title_of(query),
        source=target.source,
        figsize=tuple(asked.size),
        limit=asked.limit,
    )
