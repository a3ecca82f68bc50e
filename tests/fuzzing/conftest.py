"""The pipeline of a target is that of the other tests."""

import pytest

from fuzzing.targets import building


@pytest.fixture(autouse=True)
def usual_pipeline(request, monkeypatch):
    # Asked for when a target needs it: most do without.
    monkeypatch.setattr(building, "_pipeline", lambda: request.getfixturevalue("nlp"))
