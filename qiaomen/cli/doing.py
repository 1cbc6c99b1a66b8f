"""`qiaomen matters do`: every verb of a matter by the form that it has at the desk."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import click
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import Field, FileField
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from qiaomen.cli.faults import Fault
from qiaomen.cli.terminal import CONSOLE
from qiaomen.desk.fields import NamedField
from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs.base import VerbForm
from qiaomen.desk.verbs.table import BY_NOUN, open_forms
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.acting import acting
from qiaomen.people.models import Person

SHOWN = 12  # choices of a field
Filled = Sequence[tuple[str, str]]


class Pair(click.ParamType[tuple[str, str]]):
    """FIELD=VALUE"""

    name = "pair"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        field, sign, said = value.partition("=")
        if not sign:
            self.fail(_("Write it as FIELD=VALUE, in quotes if there is a space in it."), param, ctx)
        return field, said


def actor(login: str) -> Actor:
    """The person of that login, who proves it with the password; without a login, the command line itself."""
    if not login:
        return CONSOLE
    password = click.prompt(_("Password"), hide_input=True, err=True)
    person = Person.objects.filter(login=Person.normalize_username(login)).first()
    if person is None or not person.is_active or not person.check_password(password):
        raise Refusal(_("The login or the password is not right. Check both and try again."))
    found = acting(person, clock.today())
    found.require_post()
    return found


def do(now: Situation, noun: str, filled: Filled) -> str:
    """Carry out what the form called `noun` does; gives the sentence that says what was done."""
    if (known := BY_NOUN.get(noun)) is None:
        raise Refusal(
            _("Nothing that is done to a matter is called “%s”. Now can be done:") % noun + possible(now)
        )
    now.actor.require(known.permission(), now.matter.scope)
    known.require_new(now)
    if not known.is_open(now):
        known.require_now(now)
        sentence = _("This cannot be done now: it is “%s”. Now can be done:")
        raise Refusal(sentence % now.matter.standing_label + possible(now))
    form = filled_in(known, now, filled)
    if not form.is_valid():
        raise Fault("\n".join(wrong(form)))
    form.carry_out()
    return str(form.done)


def possible(now: Situation) -> str:
    """What can be done to the matter now, a line for each."""
    return "".join(f"\n  {form.noun:20}{form.title}" for form in open_forms(now))


def filled_in(form_class: type[VerbForm], now: Situation, filled: Filled) -> VerbForm:
    known = form_class(now).fields
    data: MultiValueDict[str, str] = MultiValueDict()
    files: MultiValueDict[str, SimpleUploadedFile] = MultiValueDict()
    for field, said in filled:
        if field not in known:
            sentence = _("There is no field “%(field)s” here. There are: %(fields)s.")
            raise Refusal(sentence % {"field": field, "fields": ", ".join(known)})
        if isinstance(known[field], FileField):
            path = Path(said)
            files.appendlist(field, SimpleUploadedFile(path.name, path.read_bytes()))
        else:
            data.appendlist(field, said)
    data["seen"] = str(now.matter.ledger_seq)
    return form_class(now, data, files)


def wrong(form: VerbForm) -> Iterator[str]:
    """Each mistake, and then how each field is filled in."""
    yield from (str(error) for error in form.non_field_errors())
    for field in form:
        yield from (f"{field.name}: {error}" for error in field.errors)
    yield _("What can be filled in:")
    yield from map(explained, form.visible_fields())


def explained(field: BoundField) -> str:
    must = _("required") if field.field.required else _("may be left out")
    head = f"  {field.name}: {field.label} ({must})"
    choices = list(islice(choices_of(field.field), SHOWN + 1))
    if not choices:
        return head
    return f"{head} {'; '.join(choices[:SHOWN])}" + ("; …" if len(choices) > SHOWN else "")


def choices_of(field: Field) -> Iterator[str]:
    """What may be written, and what it means where that is something else."""
    if isinstance(field, NamedField):
        pairs = ((one.code or one.label, one.label) for one in field.choices)
    else:
        pairs = ((str(value), str(label)) for value, label in getattr(field, "choices", ()) if value)
    return (value if value == label else f"{value} = {label}" for value, label in pairs)
