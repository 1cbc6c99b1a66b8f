from pathlib import Path

import pytest


@pytest.fixture
def other_installation(monkeypatch, settings, tmp_path):
    """Calling it moves the rest of the test into an installation that has no keys yet; gives its home."""

    def move_in() -> Path:
        settings.QIAOMEN_HOME = tmp_path / "home"
        monkeypatch.setenv("QIAOMEN_KEYS", str(tmp_path / "keys"))
        return settings.QIAOMEN_HOME

    return move_in
