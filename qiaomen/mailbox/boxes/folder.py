"""A folder into which a mail server, or somebody by hand, puts mails: .eml files, or a Maildir."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qiaomen.kernel import clock
from qiaomen.mailbox.boxes import KEPT, LARGEST, Shelf, too_large

QUIET = 5  # seconds since the last change of a file: somebody may still be writing it


@dataclass(frozen=True)
class FolderBox:
    folder: Path

    def waiting(self) -> Iterator["FolderSlip"]:
        """The oldest first."""
        for path in sorted(self._mails(), key=lambda path: (path.stat().st_mtime, path.name)):
            yield FolderSlip(self.folder, path)

    def shelved(self, shelf: Shelf, name: str, message_id: str) -> "FolderSlip | None":  # noqa: ARG002 - a file has a name
        path = self.folder / shelf / Path(name).name
        return FolderSlip(self.folder, path) if _is_file(path) else None

    def clear(self) -> None:
        before = (clock.now() - KEPT).timestamp()
        for shelf in (Shelf.TAKEN, Shelf.IGNORED):
            for path in (self.folder / shelf).glob("*"):
                if path.stat().st_ctime < before:
                    path.unlink(missing_ok=True)

    def _mails(self) -> list[Path]:
        """In a Maildir whatever is there is whole."""
        rooms = [self.folder / "new", self.folder / "cur"]
        if all(room.is_dir() for room in rooms):
            return [path for room in rooms for path in room.iterdir() if _is_file(path)]
        before = clock.now().timestamp() - QUIET
        mails = (path for path in self.folder.iterdir() if path.suffix.lower() == ".eml")
        return [path for path in mails if _is_file(path) and path.stat().st_mtime <= before]


@dataclass(frozen=True)
class FolderSlip:
    folder: Path
    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def content(self) -> bytes:
        if self.path.stat().st_size > LARGEST:
            raise too_large()
        return self.path.read_bytes()

    def put(self, shelf: Shelf, reason: str = "") -> str:
        """The reason is there before the mail is; a name that is taken already is not overwritten."""
        place = self.folder / shelf
        place.mkdir(mode=0o700, exist_ok=True)
        target = _free(place / self.path.name)
        if reason:
            target.with_name(f"{target.name}.txt").write_text(f"{reason}\n", encoding="utf-8")
        self.path.replace(target)
        self.path.with_name(f"{self.path.name}.txt").unlink(missing_ok=True)  # why it lay there before
        return target.name


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _free(path: Path) -> Path:
    target, number = path, 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return target
