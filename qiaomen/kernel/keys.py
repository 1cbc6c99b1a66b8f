"""The installation's keys: a folder of small files, by default outside `QIAOMEN_HOME`.

    lookup.key    the root of the look-up and tracking keys; it never rotates (docs/decisions/0005)
    <id>.key      a wrapping key: it wraps the data keys of rows
    current       the id of the wrapping key for new rows
    retired/      keys that no row names any more, kept for old backups

`QIAOMEN_KEYS` names the folder, else it is `$XDG_CONFIG_HOME/qiaomen/<installation>` (or `~/.config`).
The installation's name stands in `QIAOMEN_HOME/installation`, so that a moved home finds its keys. That file
also says that keys were made: a new home gets its first keys by itself, while an old home whose keys are gone
is refused and never quietly given others.
"""

import os
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.atomic import locked, write_whole
from qiaomen.kernel.refusal import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KEY_BYTES = 32
LOOKUP = "lookup"
CURRENT = "current"


@dataclass(frozen=True, slots=True)
class WrappingKey:
    id: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of a folder; an older wrapping key is read when a row first names it."""

    folder: Path
    current: WrappingKey
    lookup: bytes = field(repr=False)
    tracking: bytes = field(repr=False)
    _older: dict[str, WrappingKey] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls) -> "Keyring":
        """The installation's keyring; read again only when another key has become the current one."""
        folder = _folder(settings.QIAOMEN_HOME)
        state = _state(folder)
        known = _loaded.get(folder)
        if known is None or known[0] != state:
            known = _loaded[folder] = (state, cls._read(folder))
        return known[1]

    @classmethod
    def _read(cls, folder: Path) -> "Keyring":
        root = _secret(folder / f"{LOOKUP}.key")
        return cls(
            folder=folder,
            current=_wrapping_key(folder, _text(folder / CURRENT)),
            lookup=_derived(root, "lookup"),
            tracking=_derived(root, "tracking"),
        )

    @property
    def ids(self) -> frozenset[str]:
        """The wrapping keys in the folder at this moment."""
        return frozenset(file.stem for file in self.folder.glob("*.key")) - {LOOKUP}

    def get(self, key_id: str) -> WrappingKey:
        """The key that a row names; a Refusal says which file is missing and where to put it."""
        if key_id == self.current.id:
            return self.current
        if key_id not in self._older:
            self._older[key_id] = _wrapping_key(self.folder, key_id)
        return self._older[key_id]

    def add(self) -> WrappingKey:
        """Make a new key the current one; the older ones stay to open what they wrapped."""
        return _wrapping_key(self.folder, _add(self.folder))

    def retire(self, ids: Iterable[str]) -> None:
        """Move keys aside; only for keys that no row names (see `rotation.retire_unused`)."""
        aside = self.folder / "retired"
        aside.mkdir(mode=0o700, exist_ok=True)
        for key_id in set(ids) - {Keyring.load().current.id}:
            (self.folder / f"{key_id}.key").replace(aside / f"{key_id}.key")


State = tuple[int, int]
_loaded: dict[Path, tuple[State, Keyring]] = {}


def _state(folder: Path) -> State:
    """Differs once another key is the current one: its file was renamed into place, with another inode."""
    try:
        found = (folder / CURRENT).stat()
    except OSError as error:
        raise _unusable(folder / CURRENT, error.strerror or "") from error
    return found.st_ino, found.st_mtime_ns


@cache
def _folder(home: Path) -> Path:
    """Where the keys lie; a home without a name is new, and gets its name and its first keys."""
    file = home / "installation"
    with locked(home):
        if not file.exists():
            name = token_hex(8)
            _complete(_named_folder(name))
            write_whole(file, f"{name}\n".encode())
    return _named_folder(_text(file))


def _named_folder(installation: str) -> Path:
    if given := os.environ.get("QIAOMEN_KEYS"):
        return Path(given)
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(config, "qiaomen", installation)


def _complete(folder: Path) -> None:
    """Make the keys that are not there yet; those that a person has put there are kept."""
    if not (folder / f"{LOOKUP}.key").exists():
        _write_secret(folder, LOOKUP)
    if not (folder / CURRENT).exists():
        _add(folder)


def _add(folder: Path) -> str:
    key_id = f"{clock.today():%Y%m%d}-{token_hex(4)}"
    _write_secret(folder, key_id)
    write_whole(folder / CURRENT, f"{key_id}\n".encode())
    return key_id


def _write_secret(folder: Path, key_id: str) -> None:
    write_whole(folder / f"{key_id}.key", b64encode(token_bytes(KEY_BYTES)) + b"\n")


def _wrapping_key(folder: Path, key_id: str) -> WrappingKey:
    return WrappingKey(key_id, _derived(_secret(folder / f"{key_id}.key"), "wrapping"))


def _derived(root: bytes, purpose: str) -> bytes:
    """A key for one purpose (RFC 5869), so that none of them tells anything about another."""
    info = f"qiaomen/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(root)


def _secret(file: Path) -> bytes:
    try:
        secret = b64decode(_text(file), validate=True)
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise _unusable(file, _("damaged"))
    return secret


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError as error:
        raise _unusable(file, error.strerror or "") from error


def _unusable(file: Path, reason: "StrOrPromise") -> Refusal:
    return Refusal(
        _(
            "%(file)s, which belongs to the keys of this installation, cannot be used (%(reason)s): put it "
            "back from the backup of the keys or from their folder “retired”, or name the right folder in "
            "QIAOMEN_KEYS."
        )
        % {"file": file, "reason": reason}
    )
