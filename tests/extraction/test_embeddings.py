import numpy as np
import pytest
from spacy.lang.en import English
from spacy.ml.models.tok2vec import build_hash_embed_cnn_tok2vec
from spacy.tokens import Doc
from thinc.api import fix_random_seed

from bacd_graph.extraction.embeddings import Embeddings, are_hashed


def network(depth=3, pieces=3):
    fix_random_seed(0)
    made = build_hash_embed_cnn_tok2vec(
        width=8,
        depth=depth,
        embed_size=50,
        window_size=1,
        maxout_pieces=pieces,
        subword_features=True,
        pretrained_vectors=None,
    )
    made.initialize()
    for node in made.walk():  # what begins as 0 or 1 would hide a difference
        for name in node.param_names:
            node.set_param(name, np.random.uniform(-1, 1, node.get_param(name).shape).astype("f"))
    return made


@pytest.mark.parametrize("words", [["one"], ["to", "be"], ["A", "rose", "is", "a", "rose"] * 20])
@pytest.mark.parametrize(("depth", "pieces"), [(1, 3), (4, 2)])
def test_embeddings_are_those_of_the_network(words, depth, pieces):
    made = network(depth, pieces)
    doc = Doc(English().vocab, words=words)
    (expected,) = made.predict([doc])
    np.testing.assert_allclose(Embeddings(made)(doc), expected, rtol=1e-5, atol=1e-5)


def test_networks_of_another_kind_are_told_apart(nlp):
    assert are_hashed(network())
    assert are_hashed(nlp.get_pipe("tok2vec").model)
    assert not are_hashed(nlp.get_pipe("tagger").model)
