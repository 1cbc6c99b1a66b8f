"""What no browser says of a style sheet: that a brace is lost, or that nobody will be able to read it."""

import re
from pathlib import Path

import pytest

SHEETS = sorted((Path(__file__).parents[1] / "qiaomen/assets/css").glob("*.css"))
NOT_CODE = re.compile(r"/\*.*?\*/|\"[^\"]*\"", re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_rule_ends(sheet: Path):
    text = NOT_CODE.sub("", sheet.read_text(encoding="utf-8"))
    assert text.count("{") == text.count("}")


PALETTE = (SHEETS[0].parent / "qiaomen.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]+);")
DAY, NIGHT = (dict(COLOUR.findall(block)) for block in re.findall(r":root \{(.*?)\}", PALETTE, re.DOTALL))
ON_GROUND = [
    (letters, ground)
    for letters in ("ink", "ink-soft", "accent", "accent-dark", "good", "warn", "bad")
    for ground in ("page", "paper")
]
ON_TINTS = [("ink", f"{tint}-tint") for tint in ("note", "good", "warn", "bad")]
BESIDE = [("on-accent", "accent"), ("bad", "bad-tint"), ("good", "good-tint"), ("accent-dark", "note-tint")]


def light(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [DAY, NIGHT], ids=["day", "night"])
def test_every_colour_is_read_on_its_ground(colours: dict[str, str]):
    faint = [
        pair for pair in (*ON_GROUND, *ON_TINTS, *BESIDE) if contrast(*(colours[name] for name in pair)) < 4.5
    ]
    assert faint == []
    assert contrast("#fff", colours["bar"]) >= 4.5
    assert all(contrast(colours["edge"], colours[ground]) >= 3 for ground in ("page", "paper"))


def test_the_night_leaves_no_colour_as_by_day():
    assert NIGHT.keys() == DAY.keys()
    assert [name for name in DAY if DAY[name] == NIGHT[name]] == []
