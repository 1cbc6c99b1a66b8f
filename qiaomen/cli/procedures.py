"""`qiaomen procedure`"""

from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qiaomen.catalogue.actions import adopt_procedure
from qiaomen.catalogue.actions.procedures import role_codes
from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.procedures.advising import warnings
from qiaomen.catalogue.procedures.choosing import held_roles, kinds_of, version_named
from qiaomen.catalogue.procedures.comparing import as_lines, changes
from qiaomen.catalogue.procedures.drawing import picture_file
from qiaomen.catalogue.procedures.exploring import explore
from qiaomen.catalogue.procedures.language import Procedure
from qiaomen.catalogue.procedures.library import checked
from qiaomen.catalogue.procedures.telling import summary
from qiaomen.cli.doing import actor
from qiaomen.cli.matters import the_one
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, FILE
from qiaomen.cli.trying import play_all, read_answers
from qiaomen.desk.procedures.listing import lines
from qiaomen.kernel import clock
from qiaomen.kernel.atomic import atomically
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.stepping import migrate as go_on_by


@click.group("procedure", cls=Room)
def group() -> None:
    """The ordered steps of handling a matter: written, looked at, tried out and adopted."""


@group.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Whether the procedure in FILE can be walked: its mistakes with their line, else what it says."""
    procedure = checked(text_of(file), role_codes())
    for line in summary(procedure):
        click.echo(line)
    for warning in warnings(procedure, held_roles(clock.today())):
        click.echo(_("Look at this: %s") % warning, err=True)


@group.command()
@click.argument("which", metavar="FILE|CODE[@N]")
@click.option("-o", "--output", type=FILE, help="The file to be written; without it, onto the terminal.")
def draw(which: str, output: Path | None) -> None:
    """A picture of the procedure, as SVG."""
    told = picture_file(procedure_named(which))
    if output is None:
        click.echo(told)
        return
    written(output, told)


@group.command("try")
@click.argument("which", metavar="FILE|CODE[@N]")
@click.option("--answers", type=FILE, help="What is filled in, as TOML: a table for each step.")
@click.option("--all", "everywhere", is_flag=True, help="Walk all paths, and say what none of them reaches.")
@click.option(
    "--kind",
    type=click.Choice(MatterKind.values),
    help="The kind of matter; without it, each that its items are for.",
)
def try_(*, which: str, answers: Path | None, everywhere: bool, kind: str | None) -> None:
    """Walk through the procedure with invented people. No matter is made and nothing is stored."""
    procedure = procedure_named(which)
    if everywhere:
        for line in walked(procedure):
            click.echo(line)
        return
    kinds = [MatterKind(kind)] if kind else kinds_of(procedure, clock.today())
    play_all(procedure, kinds, read_answers(answers, procedure) if answers else None)


def walked(procedure: Procedure) -> list[str]:
    """What the walk over all paths has found."""
    found = explore(procedure)
    count = ngettext("%d path was walked.", "%d paths were walked.", found.paths) % found.paths
    lines = [count if found.whole else _("%s There are more: these are the first ones.") % count]
    lines += [_("No path reaches “%s”.") % step.name for step in found.unreached]
    lines += [
        _("“%(field)s” in “%(step)s” is asked for on no path.") % {"field": blank.label, "step": step.name}
        for step, blank in found.unasked
    ]
    if len(lines) == 1:
        lines.append(_("Every step is reached."))
    return lines


@group.command("list")
def list_() -> None:
    """All procedures, each in its newest version."""
    for line in lines():
        click.echo(f"{line.version}  {line.name}  {line.said}")


@group.command()
@click.argument("which", metavar="CODE[@N]")
def show(which: str) -> None:
    """What a procedure says."""
    for line in summary(version_named(which).plan):
        click.echo(line)


@group.command()
@click.argument("which", metavar="CODE[@N]")
@click.argument("file", type=FILE)
def export(which: str, file: Path) -> None:
    """Write the text of a procedure into FILE, as it was adopted."""
    written(file, version_named(which).text)


@group.command()
@click.argument("file", type=FILE)
def adopt(file: Path) -> None:
    """Adopt the procedure in FILE as its next version. Items name it when they are revised."""
    click.echo(_("Adopted: %s") % adopt_procedure(text_of(file), by=CONSOLE))


@group.command()
@click.argument("before", metavar="FILE|CODE[@N]")
@click.argument("after", metavar="FILE|CODE[@N]")
def diff(before: str, after: str) -> None:
    """What the second procedure says otherwise than the first."""
    told = as_lines(changes(procedure_named(before), procedure_named(after)))
    for line in told or [_("They say the same.")]:
        click.echo(line)


@group.command()
@click.argument("number")
@click.argument("version", metavar="CODE@N")
@click.option(
    "--as", "login", default="", metavar="LOGIN", help="Act as this person; the password is asked for."
)
def migrate(number: str, version: str, login: str) -> None:
    """Let the matter NUMBER go on by another version: steps that both have stay completed."""
    by = actor(login)
    matter = the_one(number.strip(), by)
    row = version_named(version)
    go_on_by(matter, by=by, version=row)
    click.echo(_("%(number)s goes on by %(version)s.") % {"number": matter.number, "version": row})


def procedure_named(which: str) -> Procedure:
    """Of a file, if there is one of that name, else of the newest or the named version."""
    file = Path(which)
    return checked(text_of(file), role_codes()) if file.is_file() else version_named(which).plan


def text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(_("%s is not written in UTF-8. Save it so, then try again.") % file) from None


def written(file: Path, text: str) -> None:
    with atomically(file) as part:
        part.write_text(text, encoding="utf-8")
    click.echo(_("Written: %s") % file)
