"""Names as a stranger could make them, to break what writes or reads a file."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from bacd_graph.model import (
    Claim,
    DocumentInfo,
    Entity,
    EntityType,
    Passage,
    Predicate,
    Statement,
    Status,
)

NAMES = (
    "<script>alert(1)</script> &amp; ]]> <!-- -->",
    "\"quoted\" 'twice' \\ and; a, b | c",
    "'s-Hertogenbosch",
    "two\nlines\tand a tab",
    "mac\rand dos\r\nlines",
    "\u202egnirts a \u2066turned\u2069 around\u200b",
    "😀 𝒜𝓁𝓁 机器 ﷽ e\u0301",
    "bell \x07 escape \x1b[31m null \x00 next \x85",
    "no char \ufffe \uffff",
    '=HYPERLINK("http://example.org/","here")',
    "+1+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1",
    "${x} $(x) `x` %s {0}",
    '"""\n@prefix x: <y> .',
)
ANY_NAME = st.sampled_from(NAMES) | st.text(st.characters(exclude_categories=()), max_size=40)
INFO = DocumentInfo("a & b/<c>", "a & b/<c>.md", "0" * 64, title=NAMES[0], date=date(2013, 1, 31))
PROJECT = Entity("project/x", "x", EntityType.PROJECT, ("x",), (INFO.id,))
PEOPLE = tuple(
    Entity(f"person/p{number:02}", name, EntityType.PERSON, (name,), (INFO.id,))
    for number, name in enumerate(NAMES)
)
ENTITIES = (*PEOPLE, PROJECT)


def _passage(person: Entity) -> Passage:
    return Passage(INFO.id, 0, 1, person.name)


STATEMENTS = tuple(
    Statement(INFO.id, p.id, Predicate.USES, PROJECT.id, Status.ASSERTED, 0.9, (_passage(p),))
    for p in PEOPLE
)
CLAIMS = tuple(
    Claim(p, Predicate.USES, PROJECT, Status.ASSERTED, 0.9, INFO, (_passage(p),)) for p in PEOPLE
)


def called(name: str) -> Claim:
    """A claim about somebody of that name, whose quote is the name too."""
    passage = Passage(INFO.id, 0, 1, name)
    return replace(CLAIMS[0], subject=replace(PEOPLE[0], name=name), passages=(passage,))


def in_xml(name: str) -> str:
    """The name as XML can hold it: without what is no Char, line breaks as U+000A."""
    kept = (c for c in name if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    kept = (c for c in kept if not "\ud800" <= c <= "\udfff")
    return "".join(kept).replace("\r\n", "\n").replace("\r", "\n")
