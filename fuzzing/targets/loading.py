"""Files that people write beside their texts, and those that a graph keeps."""

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bacd_graph.evaluation.gold import read_annotations
from bacd_graph.extraction.patterns import FILES, load_patterns
from bacd_graph.extraction.rules import Rules
from bacd_graph.extraction.trained import settings
from bacd_graph.gazetteer import GENERIC, GIVEN_NAMES, TABLES, load_gazetteer
from bacd_graph.outputs import MANIFEST, Version, read_manifest, store_folder
from bacd_graph.register import check, read_registers
from bacd_graph.resolution import resolve
from bacd_graph.resolution.corrections_file import parse_corrections
from bacd_graph.reviewing.undecided import read_undecided
from fuzzing.target import Target
from fuzzing.targets.claims import facts_of
from fuzzing.targets.pieces import parts
from fuzzing.targets.scratch import holding, scratch


def _sentence() -> Doc:
    """Return "Ada and Bob of Acme came ." as the patterns see it, with names and their types."""
    words = ["Ada", "and", "Bob", "of", "Acme", "came", "."]
    types = ["B-Person", "O", "B-Person", "O", "B-Company", "O", "O"]
    heads = [5, 0, 0, 2, 3, 5, 5]
    deps = ["nsubj", "cc", "conj", "prep", "pobj", "ROOT", "punct"]
    nouns = ["PROPN", "CCONJ", "PROPN", "ADP", "PROPN", "VERB", "PUNCT"]
    return Doc(_english().vocab, words=words, ents=types, heads=heads, deps=deps, pos=nouns)


@cache
def _english() -> Language:
    return spacy.blank("en")


def _patterns(data: bytes) -> None:
    contents = dict(zip(FILES, parts(data, len(FILES)), strict=True))
    with holding(scratch() / "patterns", contents) as folder:
        rules = Rules(_english(), load_patterns(folder))
    sentence = _sentence()
    for matcher in (rules.by_words, rules.by_syntax, rules.trees):
        matcher(sentence)


def _gazetteer(data: bytes) -> None:
    names = (*TABLES, GIVEN_NAMES, GENERIC)
    contents = dict(zip(names, parts(data, len(names)), strict=True))
    with holding(scratch() / "gazetteer", contents) as folder:
        found = load_gazetteer(folder)
    for entry in found.entries:
        for form in entry.forms:
            assert found.in_any_case(form)


def _own_gazetteer(data: bytes) -> None:
    tables, own = parts(data, 2)
    # The packaged tables take too long to be loaded for each input.
    contents = dict.fromkeys((*TABLES, GIVEN_NAMES, GENERIC), b"") | {"projects.tsv": tables}
    with (
        holding(scratch() / "gazetteer", contents) as folder,
        holding(scratch() / "own", {"projects.tsv": own, "people.tsv": own}) as mine,
    ):
        load_gazetteer(folder, mine)


def _settings(data: bytes) -> None:
    with holding(scratch() / "model", {"settings.json": data}) as folder:
        settings(str(folder))


def _register(data: bytes) -> None:
    table, lines = parts(data, 2)
    with holding(scratch() / "register", {"own.tsv": table}) as folder:
        register = read_registers([folder / "own.tsv"])
    facts = facts_of(lines)
    made = resolve([facts])
    list(check(made.statements, made.entities, [facts.info], register))


def _corrections(data: bytes) -> None:
    file, lines = parts(data, 2)
    corrections = parse_corrections(Path("corrections.toml"), file)
    resolve([facts_of(lines)], corrections)


def _gold(data: bytes) -> None:
    with holding(scratch() / "gold", {"recap.json": data}) as folder:
        read_annotations(folder / "recap.json")


def _manifest(data: bytes) -> None:
    with holding(store_folder(scratch()), {MANIFEST: data}):
        read_manifest(scratch())


def _questions(data: bytes) -> None:
    with holding(scratch() / "graph-1", {"questions.json": data}) as folder:
        read_undecided(Version(folder))


TARGETS = (
    Target("patterns", _patterns),
    Target("gazetteer", _gazetteer),
    Target("own-gazetteer", _own_gazetteer),
    Target("settings", _settings, ("bacd_graph/data/model/settings.json",)),
    Target("register", _register),
    Target("corrections", _corrections, ("corpus/corrections.toml",)),
    Target("gold", _gold, ("corpus/gold/*.json",), longest=16_384),
    Target("manifest", _manifest),
    Target("questions", _questions),
)
