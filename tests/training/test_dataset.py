"""The dataset is what the examples were, and no more than numpy is needed to read it."""

from dataclasses import fields

import numpy as np
import pytest

from training.dataset import Dataset, bounds, load_dataset


@pytest.mark.parametrize(("sizes", "ends"), [([], [0]), ([2, 0, 3], [0, 2, 2, 5])])
def test_bounds(sizes, ends):
    assert bounds(sizes).tolist() == ends


def test_a_dataset_is_read_as_it_was_written(tmp_path):
    data = Dataset(**{f.name: np.arange(i) for i, f in enumerate(fields(Dataset))})
    data.save(tmp_path / "dataset.npz")
    again = load_dataset(tmp_path / "dataset.npz")
    assert all((getattr(again, f.name) == getattr(data, f.name)).all() for f in fields(Dataset))
