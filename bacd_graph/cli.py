"""The command line: a command parses options, calls the library and prints."""

import errno
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any, Final

import click

import bacd_graph
from bacd_graph.errors import BacdGraphError, BuildError, DataFileError
from bacd_graph.terminal import print_lines, print_table, printable, progress_bar

if TYPE_CHECKING:
    from bacd_graph.connection import Connection
    from bacd_graph.evaluation import Scores
    from bacd_graph.knowledge_graph import KnowledgeGraph
    from bacd_graph.model import Claim, Facts
    from bacd_graph.profile import Profile
    from bacd_graph.rdf import Result

INTERRUPTED: Final = 130
VIEWS: Final = ("companies-projects", "ecosystem", "people-people", "people-projects")
EXPORTS: Final = ("graphml", "jsonld", "nquads", "trig", "turtle")
_PATH: Final = click.Path(path_type=Path)


class Commands(click.Group):
    """The commands; every error of ours is one sentence on stderr and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BacdGraphError as error:
            raise click.ClickException(printable(" ".join(str(error).split()))) from error
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            where = f"{error.filename}: " if error.filename else ""
            what = error.strerror or type(error).__name__
            raise click.ClickException(
                printable(f"{where}{what}; check the path, its permissions and its room")
            ) from error


def main() -> None:
    """Run the command line; the entry point of the package."""
    # Names and quotes are of any script, and a terminal may know less than that.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _example(*lines: str) -> str:
    return "\b\nExample:\n" + "\n".join(f"  bacd-graph {line}" for line in lines)


_graph = click.option(
    "--graph",
    "folder",
    type=_PATH,
    default=Path("outputs"),
    show_default=True,
    help="The folder of the graph.",
)
_jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many processes read.",
)
_domain = click.option(
    "--domain",
    type=_PATH,
    help="A folder of your own names, patterns and model, beside those of the package.",
)

_fast = click.option(
    "--fast",
    is_flag=True,
    help="Read with the model's small student: a good deal faster, a good deal less accurate.",
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(bacd_graph.__version__, prog_name="bacd-graph")
def cli() -> None:
    """Read what people write about an open source ecosystem into a knowledge graph."""


@cli.command(epilog=_example("build corpus/ --out outputs --jobs 4"))
@click.argument("corpus", type=_PATH, nargs=-1, required=True)
@click.option("--out", type=_PATH, default=Path("outputs"), show_default=True, help="Its folder.")
@_jobs
@click.option("--base", help="The IRI under which entities live, with '/' at its end.")
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="How probable a statement must be, in 0..1, to stand as a plain triple; by default where "
    "the model's F1 is best. What is below that is never stated, so a lower value brings no more.",
)
@click.option(
    "--corrections",
    type=_PATH,
    help="What people decided; by default corrections.toml in the folder of the corpus.",
)
@_domain
@_fast
def build(
    corpus: tuple[Path, ...],
    out: Path,
    jobs: int,
    base: str | None,
    confidence: float | None,
    corrections: Path | None,
    domain: Path | None,
    fast: bool,
) -> None:
    """Build the graph of files and folders.

    Only what changed since the last build is read again. Files that cannot be read are named,
    and the rest is built.
    """
    from bacd_graph.building import engine
    from bacd_graph.building.making import make
    from bacd_graph.extraction import open_domain
    from bacd_graph.rdf import BASE

    with progress_bar() as progress:
        built = make(
            corpus,
            out,
            engine.Pipeline(open_domain(domain, fast=fast)),
            jobs=jobs,
            base=BASE if base is None else base,
            confidence=confidence,
            corrections=corrections,
            progress=progress,
        )
    with built.graph as graph:
        documents, entities, claims = graph.documents, graph.entities, graph.claims
    for refusal in built.refused:
        click.echo(printable(f"refused {refusal.label}: {refusal.reason}"), err=True)
    click.echo(
        f"{len(documents)} documents ({built.read} read now, {len(built.refused)} refused), "
        f"{len(entities)} entities, {len(claims)} statements{_doubted(claims)}"
    )
    state = "written to" if built.changed else "unchanged in"
    click.echo(f"{state} {out}; look at {out / 'report.md'} and {out / 'explorer.html'}")


def _doubted(claims: Sequence["Claim"]) -> str:
    unsure = sum(not claim.sure for claim in claims)
    return f" ({unsure} less sure than was asked for)" if unsure else ""


@cli.command(epilog=_example("extract recap.md --out facts/"))
@click.argument("files", metavar="FILE...", type=_PATH, nargs=-1, required=True)
@click.option("--out", type=_PATH, required=True, help="The folder for one ID.json a document.")
@_jobs
@_domain
@_fast
def extract(files: tuple[Path, ...], out: Path, jobs: int, domain: Path | None, fast: bool) -> None:
    """Write what each document says as JSON.

    One ID.json a document, in the form of the gold annotations; ID is the name of the file
    without its ending. Exit status 1 if a file was refused; the others are written.
    """
    from bacd_graph.building import engine
    from bacd_graph.building.gathering import facts_of, sources_of
    from bacd_graph.evaluation import to_gold_form
    from bacd_graph.extraction import open_domain
    from bacd_graph.report import Refusal

    pipeline = engine.Pipeline(open_domain(domain, fast=fast))
    sources = sources_of(files)
    out.mkdir(parents=True, exist_ok=True)
    refused: list[Refusal] = []
    with progress_bar() as progress:
        for source, taken in facts_of(sources, pipeline, jobs, progress):
            if isinstance(taken, Refusal):
                refused.append(taken)
                continue
            text = json.dumps(to_gold_form(taken), ensure_ascii=False, indent=1)
            (out / f"{source.id}.json").write_text(text + "\n", "utf-8")
    _refuse(refused)


def _refuse(refused: Iterable[Any]) -> None:
    rows = sorted(refused, key=lambda refusal: refusal.label)
    for refusal in rows:
        click.echo(printable(f"refused {refusal.label}: {refusal.reason}"), err=True)
    if rows:
        sys.exit(1)


@cli.command(
    epilog=_example(
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
@_graph
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


@cli.command(epilog=_example('show "Wido den Hollander"', "show project/apache-cloudstack"))
@click.argument("name")
@_graph
def show(name: str, folder: Path) -> None:
    """Show what texts say about NAME, with quotes.

    NAME is any name of an entity, whatever its case and accents, or its id.
    """
    with bacd_graph.open(folder) as graph:
        profile = graph.entity(name)
    print_lines(list(_profile(profile)))


def _profile(profile: "Profile") -> Iterable[tuple[str, str]]:
    """Return the lines of a profile's text, each with the style that its depth tells."""
    for number, line in enumerate(str(profile).split("\n")):
        indent = len(line) - len(line.lstrip(" "))
        heading = "bold" if number == 0 else "bold cyan" if line and number > 2 else "dim"
        yield line, {0: heading, 2: "bold"}.get(indent, "" if "“" in line else "dim")


@cli.command(epilog=_example('path "Wido den Hollander" "Citrix"'))
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@_graph
def path(one: str, other: str, folder: Path) -> None:
    """Show how A and B are connected, with quotes."""
    with bacd_graph.open(folder) as graph:
        steps = graph.path(one, other)
    print_lines(list(_steps(steps)))


def _steps(steps: "Connection") -> Iterable[tuple[str, str]]:
    """Return the lines of a path's text: a claim, its quote, then where it comes from."""
    for number, line in enumerate(str(steps).split("\n")):
        yield line, ("bold", "", "dim")[number % 3]


@cli.command(epilog=_example("measures --view people-projects --limit 20"))
@click.option("--view", type=click.Choice(VIEWS), default="ecosystem", show_default=True)
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Rows.")
@_graph
def measures(view: str, limit: int, folder: Path) -> None:
    """Show who is central, who brokers, and more.

    Tables of central entities, brokers, communities, and of projects and the people on whom
    they rest.
    """
    with bacd_graph.open(folder) as graph:
        found = graph.measures(view, limit)
        names = {entity.id: entity.name for entity in graph.entities}
    print_table(
        ("name", "type", "neighbours", "strength", "PageRank", "betweenness"),
        [astuple(row)[1:] for row in found.central],
        f"Central in {view}",
    )
    print_table(
        ("name", "type", "constraint", "effective size", "neighbours"),
        [astuple(row)[1:] for row in found.brokers],
        "\nBrokers",
    )
    print_table(
        ("community", "members", "names"),
        [(c.number, len(c.members), ", ".join(c.names[:limit])) for c in found.communities],
        "\nCommunities",
    )
    print_table(
        ("project", "people", "names"),
        [(b.name, b.factor, ", ".join(names[p] for p in b.people)) for b in found.bus_factors],
        "\nBus factors",
    )


@cli.command(
    epilog=_example(
        "draw ecosystem --out ecosystem.svg",
        'draw neighbourhood "Apache CloudStack" --out cloudstack.png',
    )
)
@click.argument("view", type=click.Choice(["ecosystem", "neighbourhood"]))
@click.argument("name", required=False)
@click.option("--out", type=_PATH, required=True, help="A file that ends in .png, .svg or .pdf.")
@_graph
def draw(view: str, name: str | None, out: Path, folder: Path) -> None:
    """Draw the ecosystem, or the neighbourhood of NAME."""
    if (view == "neighbourhood") != (name is not None):
        raise click.UsageError("a neighbourhood needs a NAME, and the ecosystem takes none")
    if out.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise click.BadParameter(f"{out} does not end in .png, .svg or .pdf", param_hint="--out")
    from bacd_graph.drawing import save

    with bacd_graph.open(folder) as graph:
        save(graph.draw(view, name), out)


@cli.command(epilog=_example("validate --graph outputs"))
@_graph
def validate(folder: Path) -> None:
    """Check the graph against its shapes.

    Exit status 1 if it breaks one.
    """
    with bacd_graph.open(folder) as graph:
        found = graph.validate()
        triples = len(graph.store)
    for violation in found:
        click.echo(printable(str(violation)))
    if found:
        raise click.ClickException(
            f"the graph in {folder} breaks its shapes in {len(found)} places; build it again"
        )
    click.echo(f"the graph in {folder} keeps its shapes ({triples:,} triples)")


@cli.command(epilog=_example("evaluate gold/ --texts corpus/ --errors"))
@click.argument("gold", type=_PATH)
@click.option("--texts", type=_PATH, multiple=True, help="Where the texts lie; beside the gold.")
@click.option("--predicted", type=_PATH, help="A folder that extract wrote, to score that.")
@click.option("--errors", is_flag=True, help="List what was missed and what was false.")
@_jobs
@_domain
@_fast
def evaluate(
    gold: Path,
    texts: tuple[Path, ...],
    predicted: Path | None,
    errors: bool,
    jobs: int,
    domain: Path | None,
    fast: bool,
) -> None:
    """Score extraction against annotations.

    GOLD is a folder of ID.json. Their texts are read from --texts, by default from GOLD or the
    folder above it.
    """
    from bacd_graph.evaluation import evaluate as score

    if predicted and (texts or domain or fast):
        raise click.UsageError(
            "give --predicted without --texts, --domain and --fast: it is scored as is"
        )
    if predicted is not None and not predicted.is_dir():
        raise DataFileError(f"{predicted}: no such folder; give one that extract wrote")
    scores = score(gold, predicted or _extracted(gold, texts, jobs, domain, fast))
    if errors:
        for mistake in scores.mistakes:
            click.echo(printable("\t".join((mistake.document, mistake.kind, *mistake.what))))
        click.echo()
    for id_ in scores.unpredicted:
        click.echo(printable(f"{id_}: nothing to score, counted as empty"), err=True)
    _print_scores(scores)


def _extracted(
    gold: Path, texts: Sequence[Path], jobs: int, domain: Path | None, fast: bool
) -> list["Facts"]:
    from bacd_graph.building import engine
    from bacd_graph.building.gathering import facts_of
    from bacd_graph.extraction import open_domain
    from bacd_graph.reading import find_sources
    from bacd_graph.report import Refusal

    pipeline = engine.Pipeline(open_domain(domain, fast=fast))
    wanted = {file.stem for file in gold.glob("*.json")}
    if not wanted:
        return []
    for places in [texts] if texts else [(gold,), (gold.parent,)]:
        sources = [source for source in find_sources(places) if source.id in wanted]
        if sources:
            break
    else:
        raise BuildError(f"{gold}: none of its texts is found; name their folder by --texts")
    facts: list[Facts] = []
    with progress_bar() as progress:
        for _, taken in facts_of(sources, pipeline, jobs, progress):
            if isinstance(taken, Refusal):
                click.echo(printable(f"refused {taken.label}: {taken.reason}"), err=True)
            else:
                facts.append(taken)
    return facts


def _print_scores(scores: "Scores") -> None:
    parts = (("figure", scores.figures), ("type", scores.types), ("predicate", scores.predicates))
    for title, table in parts:
        print_table(
            (title, "P", "R", "F1", "right", "false", "missed"),
            [
                (name, *(f"{rate:.3f}" for rate in (s.precision, s.recall, s.f1)), *astuple(s))
                for name, s in table.items()
            ],
            f"{scores.documents} documents" if title == "figure" else " ",
        )
    if any(scores.claims.values()):
        from bacd_graph.evaluation import calibration_error

        print_table(
            ("confidence of", "claims", "mean", "right", "calibration error"),
            [
                (
                    figure,
                    len(claims),
                    f"{mean(claim.confidence for claim in claims):.3f}",
                    f"{mean(claim.right for claim in claims):.3f}",
                    f"{calibration_error(claims):.3f}",
                )
                for figure, claims in scores.claims.items()
                if claims
            ],
            " ",
        )


@cli.command(epilog=_example("export --format jsonld --out graph.jsonld"))
@click.option("--format", "format_", type=click.Choice(EXPORTS), required=True)
@click.option("--out", type=_PATH, required=True, help="The file to write.")
@_graph
def export(format_: str, out: Path, folder: Path) -> None:
    """Write the graph to a file."""
    with bacd_graph.open(folder) as graph:
        _export(graph, format_, out)


def _export(graph: "KnowledgeGraph", format_: str, out: Path) -> None:
    if format_ == "graphml":
        from bacd_graph.network import write_graphml

        write_graphml(graph.claims, out)
    else:
        from bacd_graph.rdf import write

        write(graph.store, out, format_)
