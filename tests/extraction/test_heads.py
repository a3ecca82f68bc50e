from itertools import pairwise

import numpy as np
import pytest

from bacd_graph.extraction.heads import GAP, gelu, means, sigmoid
from bacd_graph.extraction.pairs import candidate_pairs
from bacd_graph.model import Predicate


def test_means_of_spans_from_running_sums():
    states = np.array([[1.0], [3.0], [8.0]])
    sums = np.concatenate([np.zeros((1, 1)), states.cumsum(0)])
    assert means(sums, np.array([[0, 2], [2, 3], [1, 1]])).tolist() == [[2.0], [8.0], [0.0]]


@pytest.mark.parametrize(("x", "y"), [(0.0, 0.0), (1.0, 0.8412), (-1.0, -0.1588)])
def test_gelu_has_its_published_values(x, y):
    assert gelu(np.float32([x]))[0] == pytest.approx(y, abs=1e-3)


def test_sigmoid_is_bounded():
    assert sigmoid(np.float32([-1e9, 0, 1e9])).tolist() == pytest.approx([0, 0.5, 1])


def test_a_pair_is_as_probable_as_its_best_meeting(parse, nlp):
    doc = parse("Wido uses Ceph. Ceph is big.\n\nWido den Hollander likes Ceph.", nlp)
    head = nlp.get_pipe("bacd_relations").head
    pairs = candidate_pairs(doc, doc._.nodes)
    holds, planned, meeting = head(doc._.states, pairs)
    assert holds.shape == planned.shape == (len(pairs.pairs), len(Predicate))
    scores = sigmoid(head.scores(doc._.states, pairs)[0])
    for row, (start, end) in enumerate(pairwise(pairs.bounds)):
        assert holds[row] == pytest.approx(scores[start:end].max(axis=0), abs=1e-5)
        assert (meeting[row] < end - start).all()


def test_what_stands_far_apart_is_not_looked_at_in_between():
    assert GAP == 40
