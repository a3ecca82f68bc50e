"""Matrices are multiplied by numpy, in one thread of this process."""

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from bacd_graph.extraction.products import one_thread


def threads():
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


@pytest.fixture
def two_threads():
    with threadpool_limits(2, user_api="blas"):
        yield


def test_numpy_multiplies_in_one_thread_for_as_long_as_that_lasts(two_threads):
    assert threads() == {2}
    with one_thread():
        assert threads() == {1}
    assert threads() == {2}


def test_the_threads_come_back_after_an_error(two_threads):
    with pytest.raises(ZeroDivisionError), one_thread():
        raise ZeroDivisionError
    assert threads() == {2}


def test_a_document_is_parsed_in_one_thread(two_threads, monkeypatch):
    from bacd_graph.extraction import pipeline

    monkeypatch.setattr(pipeline, "make_doc", lambda document, nlp: [])

    class Pipes:
        pipeline = (("counted", lambda doc: [*doc, threads()]),)

    assert pipeline.parse(None, Pipes()) == [{1}]
