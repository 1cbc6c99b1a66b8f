"""A procedure as a picture: its steps one below the other, the answer as a line between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from qiaomen.catalogue.procedures.language import Procedure, Step
from qiaomen.catalogue.procedures.telling import (
    by_when,
    leads_back,
    not_before,
    said_of,
    signing_told,
    taken_by,
)
from qiaomen.kernel.lists import listed

# All in units of the picture, which is as wide as a printed column.
WIDTH, PATH, LEFT = 640, 32, 64
TOP, LINE, GAP, MARGIN = 34, 20, 22, 14
_PER_LINE = 40  # widths of a Chinese character that fit into a card's line
_BARRED = frozenset("，。；：、）」”！？,.;:)!?")  # what begins no line


@dataclass(frozen=True, slots=True)
class Card:
    """One step with where it lies; `bypass`: something may lead past it."""

    number: int
    name: str
    lines: tuple[str, ...]
    y: int
    optional: bool
    bypass: bool

    @property
    def height(self) -> int:
        return TOP + LINE * len(self.lines) + MARGIN // 2

    @property
    def end(self) -> int:
        return self.y + self.height

    @property
    def texts(self) -> list[tuple[int, str]]:
        """Each line and where its feet stand."""
        return [(self.y + TOP + LINE * at + MARGIN, line) for at, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class Bar:
    """A word across the path: where it begins, is answered, ends."""

    text: str
    y: int
    end: int


def picture(procedure: Procedure) -> SafeString:
    """SVG to stand in a page; its colours are the page's."""
    return render_to_string("catalogue/picture.svg", _laid_out(procedure))


def picture_file(procedure: Procedure) -> SafeString:
    """SVG to stand alone, light or dark as its reader likes, and dark on white in print."""
    return render_to_string("catalogue/picture.svg", {**_laid_out(procedure), "alone": True})


def _laid_out(procedure: Procedure) -> dict[str, object]:
    parts = list(_parts(procedure))
    return {
        "name": procedure.name,
        "parts": [(part, isinstance(part, Bar)) for part in parts],
        "lines": [(before.end, after.y) for before, after in pairwise(parts)],
        "width": WIDTH,
        "height": parts[-1].end + MARGIN,
        "path": PATH,
        "left": LEFT,
        "card": WIDTH - LEFT - MARGIN,
    }


def _parts(procedure: Procedure) -> Iterator[Card | Bar]:
    """From above to below: the receipt, steps, the answer, steps, the end."""
    before = [step for step in procedure.steps if not step.after_answer]
    y = MARGIN
    for number, step in enumerate([None, *before, None, *procedure.steps[len(before) :], None]):
        part = _card(procedure, step, y) if step else _bar(number, len(before), y)
        yield part
        y = part.end + GAP


def _bar(number: int, before: int, y: int) -> Bar:
    texts = {0: _("It is received"), before + 1: _("It is answered")}
    return Bar(texts.get(number, _("It can be closed")), y, y + TOP)


def _card(procedure: Procedure, step: Step, y: int) -> Card:
    return Card(
        number=procedure.steps.index(step) + 1,
        name=next(folded(step.name)),
        lines=tuple(part for line in _told(procedure, step) for part in folded(line)),
        y=y,
        optional=not step.mandatory,
        bypass=bool(step.skip_when) or not step.mandatory or step.lapses,
    )


def _told(procedure: Procedure, step: Step) -> Iterator[str]:
    """What must be seen at a glance; the rest stands in the table."""
    limit = by_when(procedure, step)
    taker = taken_by(step)
    yield f"{taker} · {limit}" if limit else taker
    if wait := not_before(step):
        yield _("Not before %s") % wait
    if step.skip_when:
        yield _("Not needed if %s") % said_of(procedure, step.skip_when)
    if back := leads_back(procedure, step):
        yield _("Leads back %s") % back
    if step.fields:
        yield _("Filled in: %s") % listed(blank.label for blank in step.fields)
    if step.signatures:
        yield _("Signed by: %s") % listed(map(signing_told, step.signatures))
    if step.answer_within:
        yield _("Promises the answer within %s") % step.answer_within.in_words()
    if step.told:
        yield _("The resident is told: %s") % step.told


def folded(text: str) -> Iterator[str]:
    """Lines that fit: no renderer of SVG breaks them. A Latin word stays whole where it can."""
    line, width = "", 0.0
    for char in " ".join(text.split()):
        wide = 1.0 if east_asian_width(char) in "WF" else 0.56
        if width + wide > _PER_LINE and char not in _BARRED:
            kept, rest = _broken(line, char)
            yield kept
            line, width = rest, sum(1.0 if east_asian_width(each) in "WF" else 0.56 for each in rest)
        line, width = line + char, width + wide
    yield line.strip()


def _broken(line: str, following: str) -> tuple[str, str]:
    """A line in two: before its last blank, if a Latin word would be torn."""
    head, blank, tail = line.rpartition(" ")
    if following.isascii() and following != " " and blank and tail.isascii() and len(tail) < _PER_LINE // 2:
        return head, tail
    return line, ""
