"""A brace that is lost in a style sheet is no error to a browser: what follows becomes a part of one rule."""

import re
from pathlib import Path

import pytest

SHEETS = sorted((Path(__file__).parents[1] / "qiaomen/assets/css").glob("*.css"))
NOT_CODE = re.compile(r"/\*.*?\*/|\"[^\"]*\"", re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_rule_ends(sheet: Path):
    text = NOT_CODE.sub("", sheet.read_text(encoding="utf-8"))
    assert text.count("{") == text.count("}")
