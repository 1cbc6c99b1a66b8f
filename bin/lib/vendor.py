"""Fetches the front-end files that `qiaomen/assets/vendor/vendor.toml` names; refuses any other content."""

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

VENDOR = Path(__file__).resolve().parents[2] / "qiaomen" / "assets" / "vendor"
SOURCE_MAP = re.compile(rb"(?:/\*|//)# sourceMappingURL=")  # of a style sheet, of a script


class Vendored(NamedTuple):
    """One file of an npm package: where it lies there, and here."""

    package: str
    version: str
    licence: str
    source: str
    file: str
    sha256: str


def vendored() -> Iterator[Vendored]:
    manifest = tomllib.loads((VENDOR / "vendor.toml").read_text(encoding="utf-8"))
    return (Vendored(**entry) for entry in manifest["file"])


def packed(entry: Vendored, folder: Path) -> Path:
    """The package's archive, as the npm client's own configuration finds it."""
    command = ["npm", "pack", "--silent", f"{entry.package}@{entry.version}"]
    done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    return folder / done.stdout.strip()


def member(archive: Path, source: str) -> bytes:
    with tarfile.open(archive) as tar:
        found = tar.extractfile(f"package/{source}")
        if found is None:
            raise KeyError(source)
        return found.read()


def without_source_map(content: bytes) -> bytes:
    """The map is not shipped, and collecting static files fails on a reference to a missing file."""
    return SOURCE_MAP.split(content, maxsplit=1)[0]


def take_in(entry: Vendored, content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    if digest != entry.sha256:
        sys.exit(f"vendor: {entry.file} has sha256 {digest}, vendor.toml another: read what changed first.")
    target = VENDOR / entry.file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    print(f"vendor: {entry.file} of {entry.package} {entry.version}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for entry in vendored():
            try:
                content = member(packed(entry, Path(folder)), entry.source)
            except (OSError, subprocess.CalledProcessError, KeyError) as problem:
                sys.exit(f"vendor: check npm and the network, {entry.package} could not be had: {problem}")
            take_in(entry, without_source_map(content))


if __name__ == "__main__":
    main()
