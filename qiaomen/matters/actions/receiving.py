"""`receive`: the one door. Web, phone desk, file, platform and command line all come in here."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import ItemVersion
from qiaomen.kernel import clock, counters, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.canonical import new_salt
from qiaomen.kernel.lookup import tracking_code
from qiaomen.kernel.models.beside import digests
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.sealing import give_data_key, seal
from qiaomen.matters.accusations import impartial, may_accuse
from qiaomen.matters.actions.beginning import begin_all
from qiaomen.matters.actions.platform import update
from qiaomen.matters.contacts import seal_contact
from qiaomen.matters.context import Context
from qiaomen.matters.index import index_matters
from qiaomen.matters.intake import Fate, Receipt, Told, require_ended, tidy
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.states import Verb
from qiaomen.people.models import Unit

_SAME_KEY = _("This key has already been used for another text. Send the new text with a new key.")


def receive(told: Told, *, by: Actor) -> Receipt:
    """Take one telling in; again it gives the same receipt; the same key with other content: Conflict."""
    receipt = receive_many([told], by=by)[0]
    if receipt.fate == Fate.CONFLICT:
        raise Conflict(receipt.reason)
    if receipt.fate == Fate.REFUSED:
        raise Refusal(receipt.reason)
    return receipt


@dataclass(slots=True, eq=False)
class _Case:
    """A telling on its way in."""

    told: Told
    fingerprint: str
    receipt: Receipt | None = None
    twin: "_Case | None" = None


def receive_many(tellings: Sequence[Told], *, by: Actor) -> list[Receipt]:
    """Take a list in: one transaction, one statement a table. A receipt for each, in the same order.

    Whoever else brings one of the keys at the same moment wins or loses as a whole: the database says so,
    and the list is looked at again.
    """
    now = clock.now()
    cases = [_examine(told, now) for told in tellings]
    first_try = _take_in if len(cases) > 1 else _insert  # reading first pays only for lists
    try:
        first_try(cases, by, now)
    except IntegrityError:
        _take_in(cases, by, now)
    return [case.receipt for case in cases if case.receipt]


def _examine(told: Told, now: datetime) -> _Case:
    try:
        clean = tidy(told, now)
    except Refusal as no:
        return _Case(told, "", Receipt(Fate.REFUSED, reason=str(no)))
    return _Case(clean, clean.fingerprint())


def _insert(cases: Sequence[_Case], by: Actor, now: datetime) -> None:
    fresh = [case for case in cases if case.receipt is None]
    context = Context.load(now)
    with transaction.atomic():
        _write(fresh, by, context)


def _take_in(cases: Sequence[_Case], by: Actor, now: datetime) -> None:
    context = Context.load(now)
    with transaction.atomic():
        fresh = _unknown(cases)
        _update_orders(fresh, by)
        again = _told_again(fresh)
        if new := [case for case in fresh if case.receipt is None and case not in again]:
            _write(new, by, context)
        _update_orders(again, by)
    for case in cases:
        if case.twin and case.twin.receipt and not case.receipt:
            case.receipt = _again(case, case.twin.fingerprint, case.twin.receipt.number)


def _unknown(cases: Sequence[_Case]) -> list[_Case]:
    """The first case of each key that is new; the others learn what their twin became."""
    pending = [case for case in cases if case.receipt is None]
    keys = [case.told.key for case in pending]
    known = {
        telling.key: telling
        for telling in Telling.objects.filter(key__in=keys)
        .select_related("matter")
        .only("key", "fingerprint", "matter__number")
    }
    fresh: dict[str, _Case] = {}
    for case in pending:
        if earlier := known.get(case.told.key):
            case.receipt = _again(case, earlier.fingerprint, earlier.matter.number)
        else:
            case.twin = fresh.setdefault(case.told.key, case)
    return list(fresh.values())


def _update_orders(cases: Sequence[_Case], by: Actor) -> None:
    """An order of a platform that is known by its number: what is new in it is added to its matter."""
    numbers = {case.told.external_no for case in cases if case.told.external_no}
    matters = Matter.objects.filter(external_no__in=numbers) if numbers else ()
    known = {(matter.origin, matter.external_no): matter for matter in matters}
    for case in cases:
        matter = known.get((case.told.origin, case.told.external_no))
        if matter is not None:
            case.receipt = _updated(matter, case, by)


def _told_again(cases: Sequence[_Case]) -> list[_Case]:
    """Those of an order that stands in the list before them, with other content."""
    seen: set[tuple[str, str]] = set()
    again = []
    for case in cases:
        order = (case.told.origin, case.told.external_no)
        if case.receipt is None and case.told.external_no:
            again += [case] if order in seen else []
            seen.add(order)
    return again


def _updated(matter: Matter, case: _Case, by: Actor) -> Receipt:
    try:
        update(matter, by=by, told=case.told)
    except Refusal as no:
        return Receipt(Fate.REFUSED, matter.number, reason=str(no))
    return Receipt(Fate.ALREADY, matter.number)


def _again(case: _Case, fingerprint: str, number: str) -> Receipt:
    if fingerprint != case.fingerprint:
        return Receipt(Fate.CONFLICT, number, reason=str(_SAME_KEY))
    return Receipt(Fate.ALREADY, number, tracking_code(case.told.key))


def _write(cases: Sequence[_Case], by: Actor, context: Context) -> None:
    matters = [_draft(case.told, by, context) for case in cases]
    for matter in matters:
        by.require(Permission.MATTER_RECEIVE, Scope(path=matter.place.path))
        matter.unsettled = may_accuse(matter, by)
    _number(matters)
    for matter in matters:
        give_data_key(matter)
    tellings = [_telling(matter, case) for matter, case in zip(matters, cases, strict=True)]
    facts = [_seal(matter, telling) for matter, telling in zip(matters, tellings, strict=True)]
    ledger.begin_many(matters, Verb.RECEIVE, by=by, data=facts)
    for telling in tellings:
        telling.matter_id = telling.matter.pk
    Telling.objects.bulk_create(tellings)
    index_matters(matters)
    begin_all(matters)
    for matter, case in zip(matters, cases, strict=True):
        case.receipt = Receipt(Fate.NEW, matter.number, tracking_code(case.told.key))


def _draft(told: Told, by: Actor, context: Context) -> Matter:
    """The matter as it begins: with the desk, which is answerable until somebody is sure."""
    if told.again_of:
        require_ended(told.again_of)
    version = context.version_of(told.item)
    desk = _desk(told, by, context)
    received = told.received_at or context.now
    due = (
        None if told.history else told.external_due or context.due(received, context.promise(version).answer)
    )
    return Matter(
        kind=told.kind or version.kind or MatterKind.HELP,
        channel=told.channel,
        confidential=version.visibility == ItemVersion.Visibility.CONFIDENTIAL,
        history=told.history,
        title=told.title,
        body=told.body,
        address=told.address,
        longitude=Decimal(told.point[0]) if told.point else None,
        latitude=Decimal(told.point[1]) if told.point else None,
        salt=new_salt(),
        item_id=version.item_id,
        item_version=version,
        place=told.place or desk.place,
        unit=desk,
        desk=desk,
        about_unit=told.about_unit,
        procedure=version.procedure,
        parent=told.parent,
        mandatory=told.mandatory,
        again_of=told.again_of,
        origin=told.origin if told.external_no else "",
        external_no=told.external_no,
        external_due=told.external_due,
        external_verdict=told.external_verdict,
        happened_at=told.happened_at or received,
        received_at=received,
        recorded_at=context.now,
        due_at=due,
    )


def _desk(told: Told, by: Actor, context: Context) -> Unit:
    brought_to = told.desk or context.desk_for(told.place, by.units)
    return impartial(brought_to, told.about_unit, context)


def _number(matters: Sequence[Matter]) -> None:
    """Numbers by desk and year; last of all, since the series stays locked until commit."""
    by_series: dict[str, list[Matter]] = defaultdict(list)
    for matter in matters:
        year = timezone.localtime(matter.received_at).year
        by_series[f"{matter.desk.code}-{year}"].append(matter)
    for series, group in sorted(by_series.items()):
        for matter, number in zip(group, counters.take(series, len(group)), strict=True):
            matter.number = f"{series}-{number:06d}"


def _telling(matter: Matter, case: _Case) -> Telling:
    told = case.told
    return Telling(
        matter=matter,
        key=told.key,
        fingerprint=case.fingerprint,
        channel=told.channel,
        source_no=told.source_no,
        language=told.language,
        sealed_name=seal_contact(matter, told.key, "name", told.name),
        sealed_phone=seal_contact(matter, told.key, "phone", told.phone),
        sealed_email=seal_contact(matter, told.key, "email", told.email),
        who=told.who(),
        has_contact=bool(told.phone or told.email),
        hide_from_unit=told.hide_from_unit,
        likes=told.likes,
        objections=told.objections,
        joined=told.joined,
        told_at=matter.received_at,
    )


def _seal(matter: Matter, telling: Telling) -> dict[str, Any]:
    """What the first line says besides the columns; seals the words of a confidential matter."""
    facts: dict[str, Any] = {
        "beside": digests([telling], matter.content_salt),
        "contact": telling.has_contact,
    }
    if matter.confidential:
        matter.sealed_title = seal(matter, "title", matter.title)
        matter.sealed_body = seal(matter, "body", matter.body)
        matter.title = matter.body = matter.address = ""
        matter.longitude = matter.latitude = None
    return facts
