"""`qiaomen matters`"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
from django.utils.translation import gettext as _

from qiaomen.cli.doing import Pair, actor, do, possible
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, ENCODING, FILE, SHEET, not_read, opened
from qiaomen.cli.whistles import limits
from qiaomen.desk.matters.facts import clocks, facts, marks
from qiaomen.desk.matters.material import authors, names_for
from qiaomen.desk.matters.story import story
from qiaomen.desk.situation import Situation, whole
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.mapping import Mapping
from qiaomen.matters.importing import Plan, Report, columns_of, import_messages, remember, saved_for
from qiaomen.matters.index import said
from qiaomen.matters.models import Matter
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.reindexing import reindex
from qiaomen.matters.states import State

FOUND = 20  # lines of a list


@click.group("matters", cls=Room)
def group() -> None:
    """Residents' matters."""


group.add_command(limits)


@group.command("import")
@click.argument("file", type=FILE)
@SHEET
@ENCODING
@click.option(
    "--map", "choices", multiple=True, metavar="FIELD=HEADING", help="Read a field from this column."
)
@click.option(
    "--mapping", "saved_as", default="", metavar="NAME", help="Read the columns as saved under NAME."
)
@click.option("--source", default="file", show_default=True, help="Whose numbers and users the file has.")
@click.option("--history", is_flag=True, help="Old matters: no promises, outside the rates.")
@click.option("--show", is_flag=True, help="Only show which column is read as what.")
@click.option("--json", "as_json", is_flag=True, help="End with the counts as one line of JSON.")
def import_(
    *,
    file: Path,
    sheet: str | None,
    encoding: str,
    choices: tuple[str, ...],
    saved_as: str,
    source: str,
    history: bool,
    show: bool,
    as_json: bool,
) -> None:
    """Take residents' messages in from an Excel or CSV file. What is in already stays as it is.

    Columns are guessed from their headings. A choice made with --map is remembered for files with the same
    headings, or under the name given with --mapping. A row with the number of an order of the platform named
    by --source keeps the platform's date; a later file adds what is new in it, and the platform's verdict.
    """
    table = opened(file, sheet, encoding)
    columns = columns_of(table, saved_as=saved_as, choices=choices)
    plan = Plan(file, table, columns, source, history, saved_for(table, saved_as))
    show_columns(columns)
    if show:
        return
    if choices:
        plan = replace(plan, mapping=remember(columns, table, saved_as=saved_as, by=CONSOLE))
        click.echo(kept(saved_as), err=True)
    report = taken_in(plan)
    click.echo(json.dumps(report.counts()) if as_json else in_words(report))


def show_columns(columns: Mapping) -> None:
    for line in columns.describe():
        click.echo(line, err=True)
    if columns.unread:
        click.echo(not_read(columns.unread), err=True)


def kept(saved_as: str) -> str:
    if saved_as:
        return _("The columns are kept as “%s”.") % saved_as
    return _("The columns are kept for files with these headings.")


def taken_in(plan: Plan) -> Report:
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=plan.table.total, file=sys.stderr, hidden=hidden) as bar:
        report = import_messages(plan, by=CONSOLE, progress=bar.update)
    if report.rejects:
        click.echo(_("What was rejected, and why: %s") % report.rejects, err=True)
    if report.contradicting:
        click.echo(contradicting(report.contradicting), err=True)
    return report


def contradicting(rows: int) -> str:
    """Said once for all rows: when so many contradict what is in, the columns were read otherwise then."""
    sentence = _(
        "%d rows say otherwise than what is in under their number or words. If an earlier import read the "
        "columns wrongly: see with --show how they are read now, correct it with --map, take the file in "
        "under another --source, and merge into its matters those that the file of rejected rows names."
    )
    return sentence % rows


def in_words(report: Report) -> str:
    sentence = _("%(received)d received, %(already)d were in already, %(rejected)d rejected.")
    return sentence % report.counts()


@group.command()
@click.argument("number")
def show(number: str) -> None:
    """What a matter is, who has it and until when, and what has happened to it.

    NUMBER is its own, or that of the platform or the file from which it came.
    """
    matter = the_one(number.strip(), CONSOLE)
    for line in (*particulars(matter), "", *story_lines(whole(matter, CONSOLE))):
        click.echo(line)


def the_one(number: str, by: Actor) -> Matter:
    """The matter that goes by the number, if `by` may see it; where several do, they are listed."""
    called = Matter.objects.visible_to(by).numbered(number).order_by("-received_at", "-pk")
    matters = list(called[:2])
    if not matters:
        raise Refusal(_("There is no matter %s. Check the number.") % number)
    if len(matters) > 1:
        list_newest(called)
        raise Refusal(_("Several matters go by the number %s. Show one of them by its own.") % number)
    return matters[0]


def particulars(matter: Matter) -> Iterator[str]:
    """The head of its page at the desk."""
    yield f"{matter.number} {matter.title}"
    standing = "; ".join([matter.standing_label, *marks(matter)])
    for label, value in ((_("State"), standing), *facts(matter)):
        yield f"{label}: {value}"
    for time in clocks(matter, clock.now()):
        yield f"{time.label}: {time.due} ({time.left.text})"


def story_lines(now: Situation) -> list[str]:
    """What happened, the oldest first; of what was said only that it was said."""
    told = story(now.read.events, names_for(now, authors(now)))
    return [f"{line.at} {line.who}: {line.sentence}" for line in reversed(told)]


@group.command("do")
@click.argument("number")
@click.argument("noun", required=False, metavar="[WHAT]")
@click.argument("filled", nargs=-1, type=Pair(), metavar="[FIELD=VALUE]...")
@click.option(
    "--as", "login", default="", metavar="LOGIN", help="Act as this person; the password is asked for."
)
def do_(number: str, noun: str | None, filled: tuple[tuple[str, str], ...], login: str) -> None:
    """Do to a matter what the desk's pages can do; without WHAT, show what can be done now.

    With too little filled in, the fields are shown. Without --as it is done in the command line's own name.
    """
    by = actor(login)
    now = whole(the_one(number.strip(), by), by)
    if noun:
        click.echo(do(now, noun, filled))
    else:
        sentence = _("%(number)s is “%(state)s”. Now can be done:")
        standing = {"number": now.matter.number, "state": now.matter.standing_label}
        click.echo(sentence % standing + possible(now))


@group.command()
@click.argument("words", nargs=-1, required=True)
def find(words: tuple[str, ...]) -> None:
    """The newest matters that say all these words, or that go by such a number."""
    asked = " ".join(words)
    found = Matter.objects.visible_to(CONSOLE).filter(said(asked)).order_by("-received_at", "-pk")
    if not list_newest(found):
        raise Refusal(_("No matter says “%s”. Try fewer or other words.") % asked)


def list_newest(matters: MatterQuerySet) -> bool:
    """Lines of the first, newest ones; False where there are none."""
    rows = list(matters.values_list("number", "state", "title")[: FOUND + 1])
    for number, state, title in rows[:FOUND]:
        click.echo(f"{number} {State(state).label} {title}")
    if len(rows) > FOUND:
        click.echo(_("There are more; these are the newest %d.") % FOUND, err=True)
    return bool(rows)


@group.command()
def index() -> None:
    """Write the text index anew from the words, when a search misses what is there."""
    click.echo(_("%d matters can be found by their words.") % reindex())
