"""The command that asks in SPARQL."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import bacd_graph
from bacd_graph.commands.options import example, graph_option
from bacd_graph.errors import DataFileError
from bacd_graph.terminal import print_table

if TYPE_CHECKING:
    from bacd_graph.rdf import Result


@click.command(
    epilog=example(
        'query "SELECT ?person ?company { ?person bacd:worksFor ?company }"',
        'query --named speakers --param event="Build a Cloud Day" --format csv',
        "query --named list",
    )
)
@click.argument("sparql", required=False)
@click.option("--file", "file", type=click.File(encoding="utf-8"), help="A file of SPARQL, or -.")
@click.option("--named", metavar="NAME", help="A named query; 'list' lists them.")
@click.option("--param", "params", metavar="KEY=VALUE", multiple=True, help="For a named query.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json", "xml", "turtle"]),
    default="table",
    show_default=True,
    help="How the answer is written; turtle for graphs alone.",
)
@click.option("--timeout", type=click.FloatRange(min=0.001), default=30.0, show_default=True)
@graph_option
def query(
    sparql: str | None,
    file: Any,
    named: str | None,
    params: tuple[str, ...],
    format_: str,
    timeout: float,
    folder: Path,
) -> None:
    """Ask the graph in SPARQL, or by a named query.

    SELECT, ASK, CONSTRUCT and DESCRIBE of SPARQL 1.1. The usual prefixes need no declaration.
    """
    if sum(given is not None for given in (sparql, file, named)) != 1:
        raise click.UsageError("give one of SPARQL, --file and --named")
    if params and named in (None, "list"):
        raise click.UsageError("--param goes with --named NAME alone")
    values = _values(params)
    if named == "list":
        _list_queries()
        return
    with bacd_graph.open(folder) as graph:
        if named is not None:
            result = graph.store.ask(named, values, timeout=timeout)
        else:
            result = graph.store.query(sparql or _text(file), timeout=timeout)
    _print_result(result, format_)


def _text(file: Any) -> str:
    try:
        return str(file.read())
    except UnicodeDecodeError as error:
        raise DataFileError(f"{file.name}: not UTF-8; save it in that encoding") from error


def _values(params: Iterable[str]) -> dict[str, str]:
    pairs = [param.partition("=") for param in params]
    for key, equals, _ in pairs:
        if not equals:
            raise click.BadParameter(f"{key!r} is not KEY=VALUE", param_hint="--param")
    return {key.strip(): value for key, _, value in pairs}


def _list_queries() -> None:
    from bacd_graph.rdf import named_queries

    print_table(
        ("name", "parameters", "answers"),
        [
            (q.name, ", ".join(p.name for p in q.parameters), q.description)
            for q in named_queries().values()
        ],
    )


def _print_result(result: "Result", format_: str) -> None:
    if format_ != "table":
        click.echo(result.serialize(format_), nl=False)
    elif result.kind == "ask":
        click.echo("true" if result else "false")
    else:
        print_table(result.columns, [tuple(_short(v, result.prefixes) for v in r) for r in result])


def _short(value: object, prefixes: Mapping[str, str]) -> object:
    """Return an IRI with its prefix, as SPARQL would take it."""
    from bacd_graph.rdf import Iri

    if isinstance(value, Iri):
        for prefix, namespace in sorted(prefixes.items(), key=lambda pair: -len(pair[1])):
            local = value.removeprefix(namespace)
            if local != value and local and local.replace("-", "").replace("_", "").isalnum():
                return f"{prefix}:{local}"
    return value
