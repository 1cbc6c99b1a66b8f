"""`qiaomen matters whistle-limits`"""

import click

from qiaomen.cli.rooms import Order
from qiaomen.cli.terminal import CONSOLE
from qiaomen.desk.office.whistle import LABELS
from qiaomen.kernel.lists import labelled
from qiaomen.matters.actions.whistle_limits import limit_whistles
from qiaomen.matters.models import OwnWhistleLimits
from qiaomen.matters.whistle_limits import NAMES, whistle_limits


@click.command("whistle-limits", cls=Order)
@click.option("--answer", metavar="LIMIT", help="To answer.")
@click.option("--answer-emergency", metavar="LIMIT", help="To answer in an emergency.")
@click.option("--come", metavar="LIMIT", help="To be there, where no hour is named.")
@click.option(
    "--come-emergency", metavar="LIMIT", help="To be there in an emergency, where no hour is named."
)
def limits(**given: str | None) -> None:
    """How long an office that is called to the spot has. A LIMIT is "2 work_hours", "30 minutes", "24 hours".

    Without options the limits are only shown. "" goes back to the program's own.
    """
    said = {name: text for name, text in given.items() if text is not None}
    if said:
        row = OwnWhistleLimits.objects.first()
        limit_whistles({name: said.get(name, getattr(row, name, "")) for name in NAMES}, by=CONSOLE)
    now = whistle_limits()
    for name, label in LABELS.items():
        click.echo(labelled(label, getattr(now, name).in_words()))
