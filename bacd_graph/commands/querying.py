"""The command that asks in SPARQL."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import bacd_graph
from bacd_graph.commands.options import Number, example, graph_option, timeout_option
from bacd_graph.errors import DataFileError, QueryLimitError
from bacd_graph.terminal import print_table

if TYPE_CHECKING:
    from bacd_graph.rdf import Result


class QueryCommand(click.Command):
    """A command with an option more for each parameter of the named queries.

    They are looked up when the command is called or helps: no other command reads the queries.
    """

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters of the command."""
        return [*super().get_params(ctx), *_query_options()]


@cache
def _query_options() -> tuple[click.Option, ...]:
    from bacd_graph.rdf import named_queries

    users: defaultdict[str, list[str]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for query in named_queries().values():
        for parameter in query.parameters:
            users[parameter.name].append(query.name)
            kinds[parameter.name] = parameter.kind
    return tuple(
        click.Option(
            [f"--{name}", name],
            metavar=kinds[name].upper(),
            help=f"With --named: {', '.join(users[name])}.",
        )
        for name in sorted(users)
    )


@click.command(
    cls=QueryCommand,
    epilog=example(
        'query "SELECT ?person ?company { ?person bacd:worksFor ?company }"',
        'query --named speakers --event "Build a Cloud Day" --format csv',
        "query --named list",
    ),
)
@click.argument("sparql", required=False)
@click.option("--file", "file", type=click.File(encoding="utf-8"), help="A file of SPARQL, or -.")
@click.option("--named", metavar="QUERY", help="A named query; 'list' lists them.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json", "markdown", "tsv", "turtle", "xml"]),
    default="table",
    show_default=True,
    help="How the answer is written; turtle for graphs alone.",
)
@timeout_option(86_400)
@click.option(
    "--max-rows",
    type=click.IntRange(min=1, max=10**9),
    default=1_000_000,
    show_default=True,
    help="The most rows that an answer may have; values and bytes go with them.",
)
@click.option(
    "--max-memory",
    type=Number(min=1, max=1024**2),
    default=4.0,
    show_default=True,
    metavar="GIB",
    help="The most memory that a query may take.",
)
@graph_option
def query(
    sparql: str | None,
    file: Any,
    named: str | None,
    format_: str,
    timeout: float,
    max_rows: int,
    max_memory: float,
    folder: Path,
    **values: str | None,
) -> None:
    """Ask the graph in SPARQL, or by a named query.

    SELECT, ASK, CONSTRUCT and DESCRIBE of SPARQL 1.1. The usual prefixes need no declaration.
    A parameter of a named query that is left out matches everything.
    """
    from bacd_graph.rdf.advice import advising, to_join

    bound = {name: value for name, value in values.items() if value is not None}
    if bound and named in (None, "list"):
        raise click.UsageError(f"--{min(bound)} goes with --named QUERY alone")
    if sum(given is not None for given in (sparql, file, named)) != 1:
        raise click.UsageError("give one of SPARQL, --file and --named")
    if named == "list":
        _list_queries(format_)
        return
    memory = int(max_memory * 1024**3)
    with bacd_graph.open(folder) as graph:
        store = graph.store
        if named is not None:
            with _options_named():
                result = store.ask(named, bound, timeout=timeout, max_rows=max_rows, memory=memory)
        else:
            asked = sparql or _text(file)
            with advising(lambda: to_join(asked, store.prefixes)), _options_named():
                result = store.query(asked, timeout=timeout, max_rows=max_rows, memory=memory)
    _print_result(result, format_)


@contextmanager
def _options_named() -> Iterator[None]:
    """Add to what is said of a limit the option that sets it."""
    try:
        yield
    except QueryLimitError as error:
        raise QueryLimitError(f"{error}, or give a higher --max-rows or --max-memory") from error


def _text(file: Any) -> str:
    from bacd_graph.rdf.guard import LONGEST

    try:
        return str(file.read(LONGEST + 1))
    except UnicodeDecodeError as error:
        raise DataFileError(f"{file.name}: not UTF-8; save it in that encoding") from error


def _list_queries(format_: str) -> None:
    from bacd_graph.rdf import Result, named_queries
    from bacd_graph.rdf.terms import literal

    listed = [
        (q.name, ", ".join(p.name for p in q.parameters), q.description)
        for q in named_queries().values()
    ]
    rows = [tuple(map(literal, row)) for row in listed]
    _print_result(Result("select", ("name", "parameters", "answers"), rows), format_)


def _print_result(result: "Result", format_: str) -> None:
    if format_ != "table":
        click.echo(result.serialize(format_), nl=False)
    elif result.kind == "ask":
        click.echo("true" if result else "false")
    else:
        print_table(result.columns, [tuple(_short(v, result.prefixes) for v in r) for r in result])
        if not result:
            click.echo("no rows", err=True)


def _short(value: object, prefixes: Mapping[str, str]) -> object:
    """Return an IRI with its prefix, and anything else as it is."""
    from bacd_graph.rdf import Iri
    from bacd_graph.rdf.names import prefixed

    return prefixed(value, prefixes) if isinstance(value, Iri) else value
