"""A graph of a day in Ghent, made by hand with its texts, as the one file and on a server."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

from served import Served, served

from bacd_graph import outputs
from bacd_graph.explorer import Whole, write_page
from bacd_graph.model import (
    Block,
    BlockKind,
    Check,
    DocumentInfo,
    Entity,
    EntityType,
    Mark,
    MarkedText,
    NameSpan,
    Passage,
    PassageSpan,
    Predicate,
    Statement,
    Status,
)
from bacd_graph.rdf import Run, create_store, describe, describe_checks
from bacd_graph.texts import write_texts

HOSTILE = "</script><script>document.title='broken'</script><!-- <img src=x onerror=alert(1)>"
RUN = Run.made_with("0.1.0", "by hand", "none", 0.5)


@dataclass(frozen=True)
class Explored:
    """A graph before it is described."""

    documents: tuple[DocumentInfo, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    texts: Mapping[str, MarkedText]
    checks: tuple[tuple[Statement, Check], ...] = ()

    def put(self, folder: Path, **bounds: int) -> Path:
        """Build it into ``folder`` as a build does, with ``bounds`` of the one file."""
        with outputs.locked(folder):
            version = outputs.new_version(folder)
            statements = sorted(self.statements, key=lambda said: said.document_id)
            quads = describe(self.documents, self.entities, statements, RUN)
            marks = describe_checks(self.checks)
            with create_store(version.graph, [*quads, *marks]) as store:
                path = version.files / "explorer.html"
                write_page(Whole.of(store), path, texts=self.texts, **bounds)
            write_texts(self.texts.items(), version.texts)
            outputs.commit(folder, version, str(version.path))
        return folder


@dataclass(frozen=True)
class Site:
    """Where a graph is looked at: a file, or the root of a server."""

    root: str
    is_file: bool

    def to(self, kind: str = "", id_: str = "", place: str = "") -> str:
        """Return the address of a page, and of a place in it."""
        if self.is_file:
            behind = f"{kind}={quote(id_)}" if id_ else kind
            return f"{self.root}#{behind}{'&' + place if place else ''}"
        if kind == "search":
            return f"{self.root}search?q={quote(id_)}"
        path = quote(id_, safe="/" if kind == "entity" else "")
        return f"{self.root}{kind}{'/' + path if path else ''}{'#' + place if place else ''}"

    def may_ask(self, url: str) -> bool:
        """Say whether a page of it may ask for ``url``."""
        return url.startswith(("data:", "file:" if self.is_file else self.root))


def file_of(folder: Path) -> Site:
    return Site((folder / "explorer.html").as_uri(), is_file=True)


@contextmanager
def server_of(folder: Path) -> Iterator[tuple[Site, Served]]:
    with served(folder) as server:
        yield Site(server.url, is_file=False), server


def entity(id_: str, name: str, documents: Iterable[str], *names: str) -> Entity:
    kind = EntityType(id_.partition("/")[0].capitalize())
    return Entity(id_, name, kind, tuple(sorted({name, *names})), tuple(sorted(documents)))


class Text:
    """A text that is written block by block, and marked where its words stand."""

    def __init__(self, document_id: str, *blocks: tuple[BlockKind, str] | Block) -> None:
        self.id, self.text = document_id, ""
        self.blocks: list[Block] = []
        self.names: list[NameSpan] = []
        self.passages: list[PassageSpan] = []
        for kind, words in blocks:
            self.add(kind, words)

    def add(self, kind: BlockKind, words: str, **more: object) -> None:
        start = len(self.text)
        self.text += words + "\n"
        self.blocks.append(Block(kind, start, start + len(words), **more))

    def add_row(self, *cells: str, header: bool = False) -> None:
        start, spans = len(self.text), []
        for words in cells:
            spans.append((len(self.text), len(self.text) + len(words)))
            self.text += words + "\t"
        self.text = self.text[:-1]
        end = len(self.text)
        self.text += "\n"
        self.blocks.append(Block(BlockKind.ROW, start, end, cells=tuple(spans), header=header))

    def name(self, words: str, id_: str) -> None:
        """Mark each time that ``words`` stand in it."""
        at = self.text.find(words)
        while at >= 0:
            self.names.append(NameSpan(at, at + len(words), id_))
            at = self.text.find(words, at + len(words))

    def passage(self, words: str) -> Passage:
        """Mark a passage; its source is the text with seven signs before it."""
        start = self.text.index(words)
        end = start + len(words)
        shown = " ".join(words.split())
        found = Passage(self.id, start + 7, end + 7, shown)
        span = PassageSpan(start, end, found)
        if span not in self.passages:
            self.passages.append(span)
        return found

    def marked(self) -> MarkedText:
        names: list[NameSpan] = []
        for span in sorted(self.names, key=lambda s: (s.start, -s.end)):
            if not names or names[-1].end <= span.start:
                names.append(span)
        passages = sorted(self.passages, key=lambda s: (s.start, s.end))
        return MarkedText(self.text, tuple(self.blocks), tuple(names), tuple(passages))


def a_day_in_ghent() -> Explored:
    """Return a graph of three documents, of which one has no text."""
    recap = DocumentInfo(
        "2013/recap", "2013/recap.md", "1", "A day in Ghent", date(2013, 2, 1), ("Ada Byron",),
        ("cloud",), "https://example.org/recap",
    )  # fmt: skip
    news = DocumentInfo("news", "news.md", "2", "News", date(2014, 3, 1))
    added = DocumentInfo("added", "added.tsv", "3", url="javascript:alert(1)")
    kinds = BlockKind
    text = Text(
        recap.id,
        (kinds.TITLE, "A day in Ghent"),
        (kinds.AUTHOR, "Ada Byron"),
        (kinds.TAG, "cloud"),
        # Outside the basic plane: Python counts one, JavaScript two.
        (kinds.HEADING, "😀😀 The talks"),
        (kinds.PARAGRAPH, "Ada Byron from Zoë's Cloud spoke at Ghent Day about Ceph. Bob came."),
        (kinds.ITEM, "Bob at Ghent Day:"),
        (kinds.ITEM, "all of Ceph"),
    )
    text.add(kinds.QUOTE, "Ghent Day was in Ghent, thanks to Acme.")
    text.add_row("who", "where", header=True)
    text.add_row("Zoë's Cloud", "Ghent")
    later = Text(news.id, (kinds.PARAGRAPH, f"Ada Byron is at Acme now. Ceph and {HOSTILE} meet."))
    both, three = (recap.id, news.id), (recap.id, news.id, added.id)
    entities = (
        entity("person/ada", "Ada Byron", both, "Ada"),
        entity("person/bob", "Bob", [recap.id]),
        entity("company/zoe", "Zoë's Cloud", [recap.id]),
        entity("company/acme", "Acme", both),
        entity("project/ceph", "Ceph", three),
        entity("project/odd", HOSTILE, [news.id]),
        entity("event/ghent-day", "Ghent Day", [recap.id]),
        entity("place/ghent", "Ghent", [recap.id]),
    )
    for one in (text, later):
        for each in entities:
            one.name(each.name, each.id)
    talk = text.passage("Ada Byron from Zoë's Cloud spoke at Ghent Day about Ceph.")
    heading = text.passage("😀😀 The talks")
    crossing = text.passage("Bob came.\nBob at Ghent Day:\nall of Ceph")
    within = text.passage("all of Ceph")
    where = text.passage("Ghent Day was in Ghent, thanks to Acme.")
    row = text.passage("Zoë's Cloud\tGhent")
    move = later.passage("Ada Byron is at Acme now.")
    meet = later.passage(f"Ceph and {HOSTILE} meet.")
    corrected = Passage(added.id, 0, 9, "Ada, Ceph")

    def say(
        subject: str,
        predicate: Predicate,
        object_: str,
        *passages: Passage,
        status: Status = Status.ASSERTED,
        confidence: float = 0.875,
    ) -> Statement:
        document = passages[0].document_id
        return Statement(document, subject, predicate, object_, status, confidence, passages)

    says = Predicate
    works = say("person/ada", says.WORKS_FOR, "company/zoe", talk)
    statements = (
        works,
        say("person/ada", says.WORKS_FOR, "company/acme", move),
        say("person/ada", says.SPOKE_AT, "event/ghent-day", heading, talk),
        say("person/ada", says.SPOKE_ABOUT, "project/ceph", talk),
        say("person/bob", says.SPOKE_AT, "event/ghent-day", crossing),
        say("person/bob", says.SPOKE_ABOUT, "project/ceph", within, status=Status.PLANNED),
        say("person/ada", says.CONTRIBUTES_TO, "project/ceph", talk),
        say("person/ada", says.CONTRIBUTES_TO, "project/ceph", corrected, confidence=0.75),
        say("event/ghent-day", says.LOCATED_IN, "place/ghent", where),
        say("company/acme", says.SPONSORS, "event/ghent-day", where),
        say("company/zoe", says.LOCATED_IN, "place/ghent", row, status=Status.NEGATED),
        say("company/zoe", says.ORGANIZES, "event/ghent-day", where, confidence=0.25),
        say("project/ceph", says.INTEGRATES_WITH, "project/odd", meet),
    )
    return Explored(
        (recap, news, added),
        entities,
        statements,
        {recap.id: text.marked(), news.id: later.marked()},
        ((works, Check(Mark.CONTRADICTED, ("https://example.org/register",), "says Acme")),),
    )


def crowded(graph: Explored, number: int) -> Explored:
    """Return ``graph`` with so many documents more, each of a person who contributes to Ceph.

    Each has Ada contribute to it too.
    """
    infos = [DocumentInfo(f"d{at:03}", f"d{at:03}.md", f"x{at}") for at in range(number)]
    people = [entity(f"person/p{at:03}", f"P {at:03}", [f"d{at:03}"]) for at in range(number)]
    added = [
        Statement(
            info.id,
            subject,
            Predicate.CONTRIBUTES_TO,
            "project/ceph",
            Status.ASSERTED,
            0.9,
            (Passage(info.id, 0, 5, f"It is {person.name}."),),
        )
        for info, person in zip(infos, people, strict=True)
        for subject in (person.id, "person/ada")
    ]
    ids = tuple(info.id for info in infos)
    grown = tuple(
        replace(e, documents=(*e.documents, *ids)) if e.id in {"project/ceph", "person/ada"} else e
        for e in graph.entities
    )
    return replace(
        graph,
        documents=(*graph.documents, *infos),
        entities=(*grown, *people),
        statements=(*graph.statements, *added),
    )
