from pathlib import Path

import pytest
from openpyxl import Workbook


@pytest.fixture
def other_installation(monkeypatch, settings, tmp_path):
    """Calling it moves the rest of the test into an installation that has no keys yet; gives its home."""

    def move_in() -> Path:
        settings.QIAOMEN_HOME = tmp_path / "home"
        monkeypatch.setenv("QIAOMEN_KEYS", str(tmp_path / "keys"))
        return settings.QIAOMEN_HOME

    return move_in


@pytest.fixture
def book() -> Workbook:
    return Workbook()


@pytest.fixture
def sheet(book):
    return book.active


@pytest.fixture
def saved(book, tmp_path):
    """Calling it writes `book` into a file and gives its path."""

    def save(name="表.xlsx"):
        book.save(tmp_path / name)
        return tmp_path / name

    return save
