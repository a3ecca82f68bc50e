"""A model's files: whole by their sums, bounded, and nothing of them is run."""

import io
import pickle
import shutil
import struct
import zipfile

import numpy as np
import pytest

from bacd_graph import limits
from bacd_graph.errors import DataFileError, ModelMissingError
from bacd_graph.extraction import open_domain
from bacd_graph.extraction.heads import load_head
from bacd_graph.extraction.judges import Judge
from bacd_graph.extraction.readings import reader_of
from bacd_graph.extraction.trained import STUDENT, SUMS, checked, folder, settings, write_sums


@pytest.fixture
def model(tmp_path):
    return shutil.copytree(folder(), tmp_path / "model")


# Sums


@pytest.mark.parametrize("place", [folder(), folder() / STUDENT], ids=["model", "student"])
def test_the_packaged_model_is_what_its_sums_tell_of(place, tmp_path):
    copy = shutil.copytree(place, tmp_path / "copy")
    write_sums(copy)
    assert (copy / SUMS).read_text() == (place / SUMS).read_text()
    told = {line.split()[1] for line in (place / SUMS).read_text().splitlines()}
    assert told == {p.name for p in place.iterdir() if p.is_file()} - {"README.md", SUMS}


@pytest.mark.parametrize(
    ("name", "load"),
    [
        ("encoder.onnx", reader_of),
        ("tokenizer.json", reader_of),
        ("entities.onnx", lambda place: Judge(place / "entities.onnx")),
        ("relations.npz", lambda place: load_head(place / "relations.npz")),
        ("settings.json", lambda place: settings(str(place))),
        (f"{STUDENT}/tagger.bin", lambda place: reader_of(place / STUDENT)),
    ],
)
def test_a_file_that_is_not_what_its_sum_tells_of_is_not_loaded(model, name, load):
    with (model / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelMissingError, match=rf"{name} is not the file that {SUMS} beside it"):
        load(model)


def test_a_file_that_the_sums_leave_out_is_not_loaded(model):
    sums = (model / SUMS).read_text().splitlines()
    (model / SUMS).write_text("\n".join(line for line in sums if "settings" not in line))
    with pytest.raises(ModelMissingError, match=r"settings\.json is not the file"):
        settings(str(model))


def test_a_line_of_sums_that_is_none_is_named(model):
    (model / SUMS).write_text("abc  settings.json\n")
    with pytest.raises(ModelMissingError, match=rf"{SUMS}:1: no sum and name of a file"):
        settings(str(model))


@pytest.mark.parametrize("content", [b"", b"\xff"], ids=["empty", "no text"])
def test_sums_that_tell_of_nothing_are_no_leave_to_load(model, content):
    (model / SUMS).write_bytes(content)
    with pytest.raises(ModelMissingError, match=rf"{SUMS} (beside it tells of|is damaged)"):
        settings(str(model))


@pytest.mark.parametrize("name", ["encoder.onnx", f"{STUDENT}/tagger.bin"])
def test_a_missing_file_is_named_and_no_other(model, name):
    (model / name).unlink()
    with pytest.raises(ModelMissingError, match=rf"{name} is missing or damaged .*reinstall"):
        reader_of((model / name).parent)


def test_a_model_of_one_s_own_may_do_without_sums_or_bring_them(model):
    assert open_domain(model.parent).model == str(model)
    for place in (model, model / STUDENT):
        (place / SUMS).unlink()
    assert open_domain(model.parent, fast=True).model == str(model / STUDENT)
    assert settings(str(model)) == settings()


# Bounds


def test_a_file_over_the_limit_is_not_loaded(model, monkeypatch):
    monkeypatch.setattr(limits, "MODEL_BYTES", 10)
    with pytest.raises(ModelMissingError, match=r"settings\.json has \d+ bytes, more than 10"):
        checked(model / "settings.json")
    with pytest.raises(DataFileError, match="has more than 10 bytes, the limit"):
        open_domain(model.parent)


def npz(**members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(f"{name}.npy", content)
    return held.getvalue()


def npy(head, body=b""):
    head = head.ljust(117).encode() + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + body


def test_arrays_that_unpack_to_more_than_the_limit_are_not_loaded(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MODEL_BYTES", 100_000)
    (tmp_path / "relations.npz").write_bytes(npz(a=bytes(200_000)))
    with pytest.raises(ModelMissingError, match="unpacks to 200,000 bytes, more than 100,000"):
        load_head(tmp_path / "relations.npz")


@pytest.mark.parametrize(
    "content",
    [
        npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000000,), }"),
        npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", pickle.dumps([print])),
        npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", b"short"),
        pickle.dumps(print),
    ],
    ids=["a head that lies", "pickled objects", "cut off", "a pickle"],
)
def test_an_array_is_read_as_numbers_or_not_at_all(content, tmp_path):
    (tmp_path / "relations.npz").write_bytes(npz(a=content))
    with pytest.raises(ModelMissingError, match=r"relations\.npz is missing or damaged"):
        load_head(tmp_path / "relations.npz")


def test_a_classifier_that_lacks_a_layer_is_not_loaded(tmp_path):
    np.savez(tmp_path / "relations.npz", **{"first.weight": np.zeros((1, 1))})
    with pytest.raises(ModelMissingError, match=r"relations\.npz has no between\.bias"):
        load_head(tmp_path / "relations.npz")


# What a network of ONNX may name


def varint(number):
    low, high = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + varint(high) if high else bytes([low])


def field(number, content):
    """Return a field of a protocol buffer that holds bytes."""
    return varint(number << 3 | 2) + varint(len(content)) + content


def network_with_weights_in(location):
    """Return a network whose only array, of 16 bytes, lies in another file."""
    told = {b"location": location.encode(), b"offset": b"0", b"length": b"16"}
    place = b"".join(field(13, field(1, key) + field(2, value)) for key, value in told.items())
    weights = b"\x08\x10\x10\x02" + field(8, b"w") + place + b"\x70\x01"
    node = field(1, b"w") + field(2, b"y") + field(4, b"Identity")
    output = field(1, b"y") + field(2, field(1, b"\x08\x02" + field(2, field(1, b"\x08\x10"))))
    graph = field(1, node) + field(2, b"g") + field(5, weights) + field(12, output)
    return b"\x08\x08" + field(7, graph) + field(8, field(1, b"") + b"\x10\x11")


def test_a_network_reads_no_file_outside_of_its_folder(tmp_path):
    (tmp_path / "secret.bin").write_bytes(b"sixteen letters!")
    place = tmp_path / "model"
    place.mkdir()
    (place / "own.bin").write_bytes(b"sixteen letters!")
    (place / "entities.onnx").write_bytes(network_with_weights_in("own.bin"))
    assert Judge(place / "entities.onnx").session is not None
    for location in ("../secret.bin", str(tmp_path / "secret.bin")):
        (place / "entities.onnx").write_bytes(network_with_weights_in(location))
        with pytest.raises(ModelMissingError, match=r"entities\.onnx is missing or damaged"):
            Judge(place / "entities.onnx")
