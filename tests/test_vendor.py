"""The front-end files of others are what their keepers published, and ask nobody outside."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from bin.lib import vendor

VENDOR = Path(__file__).parents[1] / "qiaomen" / "assets" / "vendor"
FILES = tomllib.loads((VENDOR / "vendor.toml").read_text(encoding="utf-8"))["file"]
SCRIPTS_AND_STYLES = [entry["file"] for entry in FILES if entry["file"].endswith((".js", ".css"))]
LOADS_FROM_OUTSIDE = re.compile(r"@import|url\(\s*[\"']?(?:https?:)?//|sourceMappingURL")


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: entry["file"])
def test_a_vendored_file_is_the_pinned_one(entry):
    assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: entry["file"])
def test_a_vendored_file_has_its_licence_beside_it(entry):
    assert entry["licence"]
    assert (VENDOR / entry["file"]).with_name("LICENSE").stat().st_size > 0


@pytest.mark.parametrize("name", SCRIPTS_AND_STYLES)
def test_a_vendored_file_loads_nothing_from_outside(name):
    assert LOADS_FROM_OUTSIDE.findall((VENDOR / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("bad", ['@import "a.css"', "url(//x.example/a)", 'url("https://x.example/a")'])
def test_loading_from_outside_is_seen(bad):
    assert LOADS_FROM_OUTSIDE.search(bad)


def test_no_file_lies_in_the_vendor_folder_unlisted():
    listed = {entry["file"] for entry in FILES}
    there = {str(file.relative_to(VENDOR)) for file in VENDOR.rglob("*") if file.is_file()}
    assert there - listed == {"vendor.toml", "tabler/LICENSE"}


def test_other_content_than_the_pinned_one_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(vendor, "VENDOR", tmp_path)
    with pytest.raises(SystemExit, match="read what changed first"):
        vendor.take_in(vendor.Vendored(**FILES[0]), b"something else")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("reference", [b"/*# sourceMappingURL=a.map */", b"//# sourceMappingURL=a.map"])
def test_the_reference_to_a_source_map_is_cut_off(reference):
    assert vendor.without_source_map(b"a{}\n" + reference) == b"a{}\n"
