"""What somebody tells, before it is a matter: one shape for every channel, and how it is judged."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import Item
from qiaomen.kernel import emails, phones
from qiaomen.kernel.canonical import canonical
from qiaomen.kernel.lookup import lookup_hash
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.visible import visible
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Matter
from qiaomen.matters.states import State
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

TITLE_LENGTH = 200
BODY_LENGTH = 100_000
AHEAD = timedelta(minutes=10)  # how far a sender's clock may be ahead of ours
LONGEST_AGO = timedelta(days=36_525)  # a hundred years: what is older was mistyped


@dataclass(frozen=True, slots=True)
class Told:
    """One telling. `key` makes it idempotent: the same key with the same content is the same matter.

    `user` is what the source calls its user (no name, no phone). `history` is an old matter that is taken
    in for the record: without a promise and outside the rates. A `mandatory` child of `parent` holds up the
    answer of that; `desk` is the one to which it was brought, where the place is not to say it;
    `again_of` is the closed matter that this one takes up anew.
    """

    key: str
    channel: Channel
    body: str
    title: str = ""
    kind: str = ""
    item: Item | None = None
    place: Place | None = None
    address: str = ""
    point: tuple[str, str] | None = None  # longitude, latitude in WGS 84, as decimal text
    name: str = ""
    phone: str = ""
    email: str = ""
    user: str = ""
    language: str = "zh-hans"
    hide_from_unit: bool = False
    about_unit: Unit | None = None
    desk: Unit | None = None
    happened_at: datetime | None = None
    received_at: datetime | None = None
    origin: str = ""
    external_no: str = ""
    external_due: datetime | None = None
    external_verdict: str = ""
    source_no: str = ""
    likes: int = 0
    objections: int = 0
    history: bool = False
    parent: Matter | None = None
    mandatory: bool = False
    again_of: Matter | None = None
    joined: bool = False

    def fingerprint(self) -> str:
        """Keyed hash of everything that the teller said; what the machine guessed does not count."""
        said = {
            "channel": self.channel.value,
            "title": self.title,
            "body": self.body,
            "address": self.address,
            "contact": [self.name, self.phone, self.email, self.user],
            "happened": self.happened_at,
            "external": [self.origin, self.external_no, self.external_due, self.external_verdict],
        }
        return lookup_hash("fingerprint", canonical(said))

    def who(self) -> str:
        """Keyed hash that is the same for two tellings of one voice; "" for somebody unknown."""
        if self.phone:
            return lookup_hash("phone", self.phone)
        if self.email:
            return lookup_hash("email", self.email)
        return lookup_hash("user", f"{self.origin} {self.user}") if self.user else ""


def tidy(told: Told, now: datetime) -> Told:
    """`told` as it is kept: clean text, a normal phone number, a title; refuses what cannot be a matter."""
    title, body = clean_words(told.title, told.body)
    if len(title) > TITLE_LENGTH and title not in body:
        body = f"{title}\n{body}".strip()  # what the headline cuts off is kept
    if told.happened_at:
        require_past(told.happened_at, now)
    return replace(
        told,
        body=body or title,
        title=headline(title or body),
        name=clean(told.name)[:80],
        address=" ".join(clean(told.address).split())[:200],
        external_verdict=clean(told.external_verdict)[:200],
        phone=phones.normalise(told.phone) if told.phone.strip() else "",
        email=emails.normalise(told.email) if told.email.strip() else "",
    )


def clean_words(title: str, body: str) -> tuple[str, str]:
    """Title and body without what cannot be seen; a Refusal when there are none, or too many."""
    title, body = " ".join(clean(title).split()), clean(body)
    if not body and not title:
        raise Refusal(_("There are no words. Write in one sentence what it is about."))
    if len(body) > BODY_LENGTH:
        raise Refusal(_("The text is longer than %d characters. Attach it as a file.") % BODY_LENGTH)
    return title, body


def require_past(happened_at: datetime, now: datetime) -> None:
    if happened_at > now + AHEAD:
        raise Refusal(_("The time it happened lies in the future. Check the date."))
    if happened_at < now - LONGEST_AGO:
        raise Refusal(_("The time it happened lies more than a hundred years back. Check the date."))


def require_ended(earlier: Matter) -> None:
    """What is still under way is not taken up again: what is told anew is added to it."""
    if earlier.state not in {State.CLOSED, State.DECLINED}:
        raise Refusal(
            _("Only what is closed is taken up again. %(number)s is “%(state)s”: add to it or merge them.")
            % {"number": earlier.number, "state": earlier.standing_label}
        )


def clean(text: str) -> str:
    """`text` as it is kept: without what nobody sees and may mislead, every line ended in one way."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return visible(lines).strip()


def headline(text: str) -> str:
    """The first sentence of `text`, as long as a line in a list may be."""
    first = re.split(r"[\n。！？!?]", text.strip(), maxsplit=1)[0].strip() or text.strip()
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"


class Fate(StrEnum):
    """What became of a telling."""

    NEW = "new"
    ALREADY = "already"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to a telling: the matter's number and the code to track it, or the reason for a no."""

    fate: Fate
    number: str = ""
    code: str = ""
    reason: str = ""
