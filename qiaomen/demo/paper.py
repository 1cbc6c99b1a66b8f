"""What a clerk enters in the registers: letters from the box, the open day, what was heard at doors."""

from qiaomen.demo.messages import SOURCE, Message
from qiaomen.demo.story import DATA
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.files import inspect
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Audience, Matter
from qiaomen.territory.models import Place

CHANNELS = frozenset({Channel.LETTER, Channel.OPEN_DAY, Channel.VISIT})


def enter(message: Message, place: Place, *, by: Actor) -> None:
    """One entry, with the page that `data/files` has of it."""
    told = Told(
        key=f"register:{SOURCE}:{message.number}",
        channel=Channel(message.channel),
        body=message.text,
        title=message.title,
        place=place,
        name=message.name,
        phone=message.phone,
        happened_at=message.at,
        source_no=message.number,
    )
    receipt = receive(told, by=by)
    page = DATA / "files" / f"{message.number}.jpg"
    if page.exists():
        matter = Matter.objects.get(number=receipt.number)
        with page.open("rb") as file:
            attach(matter, by=by, audience=Audience.INTERNAL, file=inspect(file, page.name))
