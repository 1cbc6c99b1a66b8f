"""`qiaomen learn` and `qiaomen evaluate`"""

import csv
import json

import pytest

from qiaomen.catalogue.learning.models import Learner
from qiaomen.catalogue.learning.tests.conftest import LIGHT, WATER, told
from tests.world import World, monday, world

__all__ = ["monday", "world"]


@pytest.fixture
def file(tmp_path, settings):
    settings.QIAOMEN_HOME = tmp_path
    path = tmp_path / "labelled.csv"
    with path.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(["id", "title", "text", "label"])
        for number, sample in enumerate(told("照明", LIGHT) + told("供水", WATER)):
            rows.writerow([number, "", sample.text, sample.label])
    return path


def test_a_file_is_learned_from_and_judged(run, world: World, file):
    assert "Macro-F1" in run("learn", "items", str(file)).stdout
    said = json.loads(run("evaluate", "items", str(file), "--json").stdout)
    assert (said["n"], said["macro_f1"], said["accuracy"]) == (56, 1.0, 1.0)
    assert said["ms_per_message"] > 0


def test_a_file_without_labels_is_refused_in_a_sentence(run, world: World, tmp_path):
    path = tmp_path / "bare.csv"
    path.write_text("text,title\n路灯不亮,灯\n", encoding="utf-8")
    result = run("evaluate", "items", str(path))
    assert result.exit_code
    assert "No column is headed label" in result.stderr


def test_without_a_file_the_offices_own_matters_are_read(run, world: World):
    assert "Too little to learn from" in run("learn", "items").stderr


def test_how_sure_a_proposal_must_be_is_shown_and_set(run, world: World):
    assert "60 %" in run("learn", "confidence").stdout
    assert "72 %" in run("learn", "confidence", "72").stdout
    assert Learner.objects.get().confidence == 720
    assert run("learn", "confidence", "0").exit_code
