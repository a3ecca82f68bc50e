import shutil

import numpy as np
import pytest

from bacd_graph.errors import DataFileError, ModelMissingError
from bacd_graph.extraction import open_domain
from bacd_graph.extraction.readings import reader_of
from bacd_graph.extraction.student import FILE, Student
from bacd_graph.extraction.trained import STUDENT, folder

TEXT = "Wido den Hollander from PCextreme gave a talk about Ceph in Ghent."


def test_the_student_finds_names(parse, fast):
    doc = parse(TEXT, fast)
    assert {"Wido den Hollander", "Ceph", "Ghent"} <= {c.name for c in doc._.clusters}


def test_it_gives_each_word_a_probability_of_each_tag(parse, fast):
    doc = parse("Wido den Hollander came.\n\n  He left.", fast)
    tags = doc._.encoding.tags
    written = np.array([not token.is_space for token in doc])
    assert np.allclose(tags[written].sum(axis=1), 1.0, atol=1e-5)
    assert not tags[~written].any()
    assert (tags[:3, 0] < 0.5).all()  # Wido den Hollander


def test_it_reads_once(parse, fast):
    doc = parse(TEXT, fast)
    assert doc._.states.shape == (len(doc), 1)
    assert not doc._.states.any()


def test_what_a_model_holds_decides_who_reads(fast):
    assert isinstance(reader_of(folder() / STUDENT), Student)
    assert not isinstance(reader_of(folder()), Student)
    assert isinstance(fast.get_pipe("bacd_reading").reader, Student)


def test_a_damaged_student_is_refused(tmp_path):
    (tmp_path / FILE).write_bytes(b"x")
    with pytest.raises(ModelMissingError, match=rf"{FILE} is missing or damaged"):
        reader_of(tmp_path)


def test_a_model_of_a_domain_is_fast_where_it_has_a_student(tmp_path):
    shutil.copytree(folder(), tmp_path / "model")
    domain = open_domain(tmp_path, fast=True)
    assert domain.model == str(tmp_path / "model" / STUDENT)
    (tmp_path / "model" / STUDENT / FILE).write_bytes(b"another")
    assert open_domain(tmp_path, fast=True).digest != domain.digest
    shutil.rmtree(tmp_path / "model" / STUDENT)
    with pytest.raises(DataFileError, match="has no student, so no fast form; leave out --fast"):
        open_domain(tmp_path, fast=True)


def test_fast_facts_are_kept_apart_from_others():
    assert open_domain(None).digest != open_domain(None, fast=True).digest
