"""Posts to measure with: made up from the gazetteer, or taken from a folder.

Made-up posts are as long as those of three communities were (814 posts), and name and state about
as much in as many words. What they state is drawn by lot, so it is seldom true. The same seed
gives the same posts.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from bacd_graph.gazetteer import Entry, load_gazetteer
from bacd_graph.model import EntityType
from bacd_graph.reading import find_sources
from bacd_graph.tables import read_table, table_lines

FORMS: Final = Path(__file__).with_name("forms.tsv")
# Words of the shortest post, then those that one in twenty, two in twenty, ... have at most.
LENGTHS: Final = (
    *(4, 63, 88, 113, 149, 187, 223, 275, 333, 402, 489),
    *(551, 632, 732, 882, 1028, 1218, 1603, 2052, 3156),
)
# How often each kind of sentence or item is drawn.
SENTENCES: Final = {"two names": 3, "one name": 2, "no name": 6}
ITEMS: Final = {"item": 1, "item without names": 5}
# What a post is about comes again and again; what belongs together stays together.
TOPICS: Final = (("project", "maker"), ("event",), ("place", "country"), ("company",))
FIRST_DAY: Final = date(2012, 1, 2)
DAYS: Final = 5000


def make_posts(folder: Path, count: int, seed: int = 0) -> None:
    """Write ``count`` posts into a new folder, as Markdown with front matter."""
    folder.mkdir(parents=True)
    writer = Writer(seed)
    for number, words in enumerate(writer.lengths(count)):
        (folder / f"post-{number:05}.md").write_text(writer.post(words), "utf-8")


def take_posts(given: Path, folder: Path, count: int | None) -> None:
    """Copy the sources of ``given`` into a new folder, or so many of them, drawn by lot."""
    sources = find_sources([given])
    if count is not None and count < len(sources):
        sources = tuple(random.Random(0).sample(sources, count))
    for source in sources:
        copy = folder / source.label
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.path.read_bytes())


class Writer:
    """Writes posts."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._forms: defaultdict[str, list[str]] = defaultdict(list)
        for _, line in table_lines(FORMS.name, read_table(FORMS, FORMS.name)):
            kind, form = line.split("\t")
            self._forms[kind].append(form)
        self._known: defaultdict[EntityType, list[Entry]] = defaultdict(list)
        self._with_parent: defaultdict[EntityType, list[Entry]] = defaultdict(list)
        for entry in load_gazetteer().entries:
            self._known[entry.type].append(entry)
            if entry.parent:
                self._with_parent[entry.type].append(entry)
        for entries in (*self._known.values(), *self._with_parent.values()):
            self._chance.shuffle(entries)

    def lengths(self, count: int) -> list[int]:
        """Return how many words posts have, each length as often as it should be."""
        found = []
        for number in range(count):
            step, part = divmod((number + 0.5) / count * (len(LENGTHS) - 1), 1)
            least, most = LENGTHS[int(step) : int(step) + 2]
            found.append(round(least + part * (most - least)))
        self._chance.shuffle(found)
        return found

    def post(self, words: int) -> str:
        """Return a post of ``words`` words or a few more."""
        topic = self._names()
        title = self._said("title", topic).replace('"', "'")
        day = FIRST_DAY + timedelta(days=self._chance.randrange(DAYS))
        parts = [f'---\ntitle: "{title}"\ndate: {day}\nauthor: "{topic["person"]}"\n---\n']
        written = 0
        while written < words:
            parts.append(self._block(topic, words - written))
            written += len(parts[-1].split())
        return "\n".join(parts)

    def _block(self, topic: Mapping[str, str], room: int) -> str:
        most = 1 + room // 15
        kind = self._chance.choices(("heading", "list", "paragraph"), (2, 4, 6))[0]
        if kind == "heading" and most > 1:
            return f"## {self._said('heading', topic)}\n"
        if kind == "list":
            count = min(most, self._chance.randint(3, 9))
            return "".join(f"* {self._one_of(ITEMS, topic)}\n" for _ in range(count))
        count = min(most, self._chance.randint(2, 5))
        return " ".join(self._one_of(SENTENCES, topic) for _ in range(count)) + "\n"

    def _one_of(self, kinds: Mapping[str, int], topic: Mapping[str, str]) -> str:
        return self._said(self._chance.choices([*kinds], [*kinds.values()])[0], topic)

    def _said(self, kind: str, topic: Mapping[str, str]) -> str:
        names = self._names()
        for together in TOPICS:
            if self._chance.random() < 1 / 2:
                names |= {slot: topic[slot] for slot in together}
        return self._chance.choice(self._forms[kind]).format_map(names)

    def _names(self) -> dict[str, str]:
        person, project, place = (
            self._drawn(self._with_parent[type_])
            for type_ in (EntityType.PERSON, EntityType.PROJECT, EntityType.PLACE)
        )
        return {
            "person": person.name,
            "employer": person.parent,
            "project": self._chance.choice((project.name, *project.forms)),
            "maker": project.parent,
            "place": place.name,
            "country": place.parent,
            "partner": self._any(EntityType.PERSON),
            "other": self._any(EntityType.PROJECT),
            "company": self._any(EntityType.COMPANY),
            "organization": self._any(EntityType.ORGANIZATION),
            "technology": self._any(EntityType.TECHNOLOGY),
            "event": self._any(EntityType.EVENT),
        }

    def _any(self, type_: EntityType) -> str:
        return self._drawn(self._known[type_]).name

    def _drawn(self, entries: Sequence[Entry]) -> Entry:
        # A few are named often and most of them seldom, as in real posts.
        return entries[int(len(entries) * self._chance.random() ** 3)]
