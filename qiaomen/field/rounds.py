"""Rounds on the way: what a phone carries of them, a checkpoint that was looked at, what was found there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.field.cells import Cells
from qiaomen.field.deeds import Deed, Report
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Forbidden
from qiaomen.kernel.sendings import Outcome as Told
from qiaomen.matters.intake import Told as Tale
from qiaomen.matters.models import Matter, Round
from qiaomen.matters.rounds.actions import look
from qiaomen.matters.rounds.laps import Lap
from qiaomen.matters.rounds.reading import laps_now
from qiaomen.territory.models import Place

MOST = 30  # of one person: more nobody walks


def rounds_of(actor: Actor) -> list[Cells]:
    """The rounds that are due now where the person walks."""
    if not actor.holding(May.ROUND_WALK):
        return []
    rows = Round.objects.walked_by(actor, clock.today()).for_list()[:MOST]
    return [round_cells(row, lap) for row, lap in laps_now(rows)]


def round_cells(row: Round, lap: Lap) -> Cells:
    """`from` and `until` are instants: what was done before or after them is no part of this lap."""
    today, still_open = clock.today(), set(lap.open)
    return {
        "number": row.number,
        "name": row.name,
        "advice": row.advice,
        "place": row.place.name,
        "due": _("due today")
        if lap.last == today
        else _("by %s") % date_format(lap.last, "MONTH_DAY_FORMAT"),
        "from": _midnight(lap.first),
        "until": _midnight(lap.last + timedelta(days=1)),
        "checkpoints": _checkpoints(lap, row.asked(today, today), still_open),
    }


def _checkpoints(lap: Lap, offered: Sequence[str], still_open: set[str]) -> list[Cells]:
    looked = {each.checkpoint for each in lap.seen} - still_open
    return [{"name": name, "done": name in looked} for name in offered]


def _midnight(day: date) -> int:
    """The instant at which the office's day begins, in milliseconds."""
    begins = datetime.combine(day, time(), timezone.get_default_timezone())
    return int(begins.timestamp() * 1000)


class OnRound(Deed):
    """Something that was done at a checkpoint."""

    round = forms.IntegerField()
    checkpoint = forms.CharField(label=gettext_lazy("Checkpoint"))

    def walked(self) -> Round | None:
        """None where the person does not walk it any more, or nobody does."""
        found = Round.objects.walked_by(self.actor, clock.today()).for_list()
        return found.filter(number=self.cleaned_data["round"]).first()

    def look(self, row: Round, found: Matter | None = None) -> None:
        """On the day on which it was done, however late it arrives."""
        on = timezone.localdate(self.done_at() or clock.now())
        look(row, by=self.actor, checkpoint=self.cleaned_data["checkpoint"], on=on, found=found)


class Looked(OnRound):
    """All was right."""

    noun = "look"

    def carry_out(self) -> Told:
        row = self.walked()
        if row is None:
            raise Forbidden(_("You do not walk this round any more. You can give this up."))
        self.look(row)
        return {"number": "", "seq": row.ledger_seq}


class Finding(OnRound, Report):
    """Something is to be done there: a report like any other, and the checkpoint was looked at.

    What was found is told also where the round has ended meanwhile.
    """

    noun = "finding"

    def carry_out(self) -> Told:
        told = super().carry_out()
        row = self.walked()
        if row and self.cleaned_data["checkpoint"] in row.asked(clock.today(), clock.today()):
            self.look(row, Matter.objects.get(number=told["number"]))
        return told

    def tale(self) -> Tale:
        tale = super().tale()
        return replace(tale, address=tale.address or self.cleaned_data["checkpoint"])

    def where(self) -> Place | None:
        row = self.walked()
        own = row.place if row and self.actor.may(May.MATTER_RECEIVE, row.scope) else None
        return self.located() or own or super().where()
