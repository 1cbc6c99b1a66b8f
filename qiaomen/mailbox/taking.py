"""One mail comes in: a matter, an addition to one, or nothing. All of it is written, or none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine, resident
from qiaomen.kernel.canonical import canonical
from qiaomen.kernel.lookup import lookup_hash
from qiaomen.kernel.outbox import send
from qiaomen.kernel.refusal import Refusal
from qiaomen.mailbox import enclosures, quoting
from qiaomen.mailbox.judging import Kind, judge
from qiaomen.mailbox.languages import language_of
from qiaomen.mailbox.naming import ANYWHERE, Bound
from qiaomen.mailbox.outcomes import Fate, Outcome
from qiaomen.mailbox.reading import Arrival, read
from qiaomen.mailbox.returning import take_back
from qiaomen.mailbox.threads import replies_to_us, told_before
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.handling import supply
from qiaomen.matters.actions.mailing import Original, keep_mail
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.actions.speaking import note, supplement
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import AHEAD, BODY_LENGTH, LONGEST_AGO, Told
from qiaomen.matters.models import Audience, Mail, Matter, Telling
from qiaomen.matters.states import State
from qiaomen.matters.tracking import acting, chain, is_weary, mailed_today
from qiaomen.territory.lookup import best_place
from qiaomen.territory.models import Place

MOST_A_DAY = 50  # matters of one sender by mail: whoever sends more is a machine that nobody has recognised
LATE = timedelta(days=31)  # a stamp of the office's server that is older is not believed


def take(content: bytes, bound: Bound = ANYWHERE) -> Outcome:
    """What becomes of the mail; safe to repeat. A Refusal when it cannot be a matter."""
    mail = read(content)
    match judge(mail):
        case Kind.PERSON:
            return _take_in(Case.of(mail, bound))
        case Kind.RETURNED:
            return take_back(mail)
        case Kind.OURSELVES:
            return Outcome(Fate.IGNORED, reason=_("It is a mail of our own."))
    sentence = _("A machine has written it: an automatic reply, a list or a newsletter.")
    return Outcome(Fate.IGNORED, reason=sentence)


def take_anyway(content: bytes, bound: Bound = ANYWHERE) -> Outcome:
    """The same for a mail that somebody has looked at: a person's, whatever it looks like."""
    mail = read(content)
    if judge(mail) == Kind.OURSELVES:
        raise Refusal(_("It is a mail of our own."))
    return _take_in(Case.of(mail, bound))


@dataclass
class Case:
    """A mail of a person, with what is known of it before anything is written."""

    mail: Arrival
    bound: Bound
    language: str
    files: enclosures.Sorted

    @classmethod
    def of(cls, mail: Arrival, bound: Bound) -> "Case":
        """With its files sorted, and photos encoded anew, while nobody waits for the database."""
        language = language_of(f"{mail.subject}{mail.text}")
        with translation.override(language):
            return cls(mail, bound, language, enclosures.sort(mail.files))

    @cached_property
    def key(self) -> str:
        """A mail without an id is known by all of what it is."""
        return lookup_hash("mail", self.mail.message_id or sha256(self.mail.content).hexdigest())

    @cached_property
    def fingerprint(self) -> str:
        """Of what was said; servers write on the way of a mail what they like."""
        mail = self.mail
        files = [[file.name, sha256(file.content).hexdigest()] for file in mail.files]
        return lookup_hash(
            "fingerprint", canonical({"said": [mail.sender, mail.subject, mail.text], "files": files})
        )

    @cached_property
    def original(self) -> Original:
        return Original(self.key, self.fingerprint, self.mail.message_id, self.mail.content)

    @cached_property
    def words(self) -> str:
        """What was written, with what is missing of it said below."""
        text = quoting.fresh(self.mail.text) if replies_to_us(self.mail) else self.mail.text
        lines = [line for line in text.split("\n") if line.strip().lower() != self.mail.sender or not line]
        said = "\n".join(lines).strip() or self.mail.subject or self._wordless
        missing = "".join(f"\n［{sentence}］" for sentence in self.missing)
        return f"{said[: BODY_LENGTH - len(missing) - 1]}\n{missing}".strip()

    @property
    def missing(self) -> list[str]:
        with translation.override(self.language):
            return [
                *self.files.left_out,
                *([_("The words are too many to be kept whole.")] if self._is_too_long else []),
                *([_("The mail itself is too large to be kept.")] if self.original.is_too_large else []),
            ]

    @property
    def _is_too_long(self) -> bool:
        return len(self.mail.text) > BODY_LENGTH

    @property
    def _wordless(self) -> str:
        with translation.override(self.language):
            return _("(A mail without words, with files.)") if self.mail.files else ""


def _take_in(case: Case) -> Outcome:
    """Twice at the same moment: the database lets one through, and the other looks again."""
    try:
        return _known(case) or _written(case)
    except IntegrityError:
        outcome = _known(case)
        if outcome is None:
            raise
        return outcome


def _known(case: Case) -> Outcome | None:
    row = Mail.objects.select_related("matter").filter(key=case.key).first()
    if row is None:
        return None
    if row.fingerprint in {case.fingerprint, ""}:  # "" where the words have been erased since
        return Outcome(Fate.ALREADY, row.matter.number)
    raise Refusal(_("Its Message-ID is that of another mail, which is in the matter %s.") % row.matter.number)


@transaction.atomic
def _written(case: Case) -> Outcome:
    before = told_before(case.mail)
    matter = chain(before)[-1] if before else None
    if before and matter and matter.is_open:
        _add(case, before, matter)
        telling, outcome = before, Outcome(Fate.ADDED, matter.number)
    else:
        telling = _receive(case, matter)
        matter = telling.matter
        outcome = Outcome(Fate.NEW, matter.number)
    _enclose(case, telling, matter)
    if case.missing and not is_weary(telling):
        facts = {"number": telling.matter.number, "unit": telling.matter.desk.name}
        send(telling.ref, "mail_left_out", facts, channel="email")
    return outcome


def _add(case: Case, telling: Telling, matter: Matter) -> None:
    """An answer where the teller was asked, else an addition."""
    say = supply if matter.state == State.WAITING else supplement
    say(matter, by=acting(telling, "mail"), text=case.words)


def _receive(case: Case, earlier: Matter | None) -> Telling:
    """A new matter; of one that has ended it takes up the trouble again."""
    mail, now = case.mail, clock.now()
    told = Told(
        key=f"mail:{case.key}",
        channel=Channel.EMAIL,
        title=mail.subject,
        body=case.words,
        place=_place(case) or (earlier.place if earlier else case.bound.place),
        desk=case.bound.desk,
        name=mail.name,
        email=mail.sender,
        language=case.language,
        happened_at=_believed(mail.sent_at, now, LONGEST_AGO),
        received_at=_believed(mail.arrived_at, now, LATE),
        again_of=earlier,
    )
    if told.email and mailed_today(told.who()).count() >= MOST_A_DAY:
        sentence = _("This is more than %d mails of one sender today: look whether a machine sends them.")
        raise Refusal(sentence % MOST_A_DAY)
    receive(told, by=resident("mail"))
    return Telling.objects.select_related("matter__desk").get(key=told.key)


def _enclose(case: Case, telling: Telling, matter: Matter) -> None:
    by = acting(telling, "mail")
    known = set(matter.attachments.filter(erased_at=None).values_list("sha256", flat=True))
    try:
        for file in case.files.kept:
            if file.sha256 not in known:
                attach(matter, by=by, audience=Audience.VOICE, file=file)
    except Refusal as no:  # the matter is full of files: the rest stays in the mail
        with translation.override(settings.LANGUAGE_CODE):
            note(matter, by=machine("mailbox"), text=str(no))
    keep_mail(matter, by=by, telling=telling, mail=case.original)


def _place(case: Case) -> Place | None:
    """The place that the words name, if it is one for which the mailbox is there."""
    finding = best_place(f"{case.mail.subject}\n{case.mail.text}")
    named = Place.objects.filter(pk=finding.place_id or 0).first() if finding.sure else None
    within = case.bound.place
    return named if named and (within is None or within.holds(named)) else None


def _believed(at: datetime | None, now: datetime, longest_ago: timedelta) -> datetime | None:
    return at if at and now - longest_ago < at <= now + AHEAD else None
