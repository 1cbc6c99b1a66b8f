"""Django's signing key: from the environment, or made once and kept in the installation's folder.

A folder that is no installation (`qiaomen setup` names it, kernel.keys) is left alone: its key is forgotten.
"""

import os
from pathlib import Path
from secrets import token_urlsafe


def secret_key(home: Path) -> str:
    if given := os.environ.get("QIAOMEN_SECRET_KEY"):
        return given
    file = home / "secret_key"
    if not (home / "installation").exists():
        return token_urlsafe(50)
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(token_urlsafe(50), encoding="utf-8")
    return file.read_text(encoding="utf-8")
