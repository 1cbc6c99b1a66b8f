"""Whether this installation is a demonstration, which may say aloud who can sign in."""

from pathlib import Path


def who_signs_in(home: Path) -> str:
    """The password and the people, as `qiaomen demo` has written them down; "" for every real office."""
    file = home / "demonstration"
    return file.read_text(encoding="utf-8") if file.exists() else ""
