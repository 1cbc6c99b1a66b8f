"""`qiaomen knowledge`"""

from pathlib import Path

import click
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from qiaomen.catalogue.knowledge.actions import end_short_answer, resume_short_answer
from qiaomen.catalogue.knowledge.exporting import short_answers_as_toml
from qiaomen.catalogue.knowledge.importing import adopt_short_answers, import_short_answers
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, FILE, tell
from qiaomen.indicators.wording import aligned
from qiaomen.kernel import clock
from qiaomen.kernel.atomic import atomically
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.uses import Uses, uses


@click.group("knowledge", cls=Room)
def group() -> None:
    """Short answers to common questions, as the phone desk gives them."""


@group.command("import")
@click.argument("file", type=FILE)
def import_(file: Path) -> None:
    """Bring in short answers: TOML with [[answer]] tables. One that is there already is revised."""
    tell(import_short_answers(file, by=CONSOLE))


@group.command()
def adopt() -> None:
    """Bring in the short answers that this release ships; those that are there already stay as they are."""
    tell(adopt_short_answers(by=CONSOLE))


@group.command()
@click.argument("file", type=FILE)
def export(file: Path) -> None:
    """Write the short answers in use to FILE, as import reads them."""
    with atomically(file) as part:
        part.write_text(short_answers_as_toml(), encoding="utf-8")
    click.echo(_("%(count)d written to %(file)s.") % {"count": _count(), "file": file})


@group.command("list")
def list_() -> None:
    """Each short answer in use: who keeps it, until when it holds, how often and when last it was given."""
    given = uses()
    heads = [_("code"), _("question"), _("owner"), _("review on"), _("uses in 90 days"), _("last used")]
    rows = [_cells(row, given.get(row.pk, Uses())) for row in ShortAnswer.objects.current().for_list()]
    for line in aligned([heads, *rows]):
        click.echo(line)


@group.command()
def due() -> None:
    """The short answers whose review date has come, the oldest first."""
    late = ShortAnswer.objects.outdated(clock.today()).for_list().order_by("review_on", "code")
    for row in late:
        click.echo(f"{row.review_on} {row.code} {row.question} ({row.owner.name})")
    if not late:
        click.echo(_("All short answers in use have been reviewed in time."))


@group.command()
@click.argument("code")
def end(code: str) -> None:
    """End the short answer CODE: it is given no more. Nothing is deleted."""
    end_short_answer(_known(code), by=CONSOLE)
    click.echo(_("It is given no more."))


@group.command()
@click.argument("code")
def resume(code: str) -> None:
    """Take the end of the short answer CODE back."""
    resume_short_answer(_known(code), by=CONSOLE)
    click.echo(_("It is given again."))


def _known(code: str) -> ShortAnswer:
    if row := ShortAnswer.objects.filter(code=code).first():
        return row
    raise Refusal(_("There is no short answer “%s”. Write the code of one.") % code)


def _count() -> int:
    return ShortAnswer.objects.current().count()


def _cells(row: ShortAnswer, given: Uses) -> list[str]:
    last = str(localtime(given.last).date()) if given.last else "–"
    return [row.code, row.question, row.owner.name, str(row.review_on), str(given.lately), last]
