"""How people come, change their particulars, leave and come back."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock, counters, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.names import taken_means
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.people.actions.accounts import known_language
from qiaomen.people.actions.entering import name_said, said
from qiaomen.people.actions.posts import end_posts
from qiaomen.people.models import Person


def add_person(*, login: str, name: str, phone: str = "", language: str = "", by: Actor) -> Person:
    """Add someone without post and password: they can do nothing until they are given both."""
    require_keeper(by)
    person = Person(
        login=login_said(login),
        name=name_said(name),
        phone=phone.strip(),
        language=known_language(language),
    )
    person.set_unusable_password()
    with taken_means(_("The login %s is already taken. Choose another one.") % person.login):
        (person.pk,) = counters.take(Person.SERIES)
        ledger.begin(person, "add", by=by)
    return person


def rename_person(person: Person, *, name: str, by: Actor) -> Event:
    with move(person, "rename", by=by) as change:
        change.set(name=name_said(name))
    return change.event


def change_contact(person: Person, *, phone: str, language: str, by: Actor) -> Event:
    """Where and in which language ("" as the office does) the person is reached at work."""
    with move(person, "contact", by=by) as change:
        change.set(phone=phone.strip(), language=known_language(language))
    return change.event


def amend_person(person: Person, *, name: str, phone: str, language: str, by: Actor) -> bool:
    """Each difference by its own verb, in one transaction; whether there was one."""
    before = person.ledger_seq
    with transaction.atomic():
        if person.name != name:
            rename_person(person, name=name, by=by)
        if (person.phone, person.language) != (phone, language):
            change_contact(person, phone=phone, language=language, by=by)
    return person.ledger_seq > before


def deactivate_person(person: Person, *, by: Actor) -> Event:
    """From now on no powers and no choices: all posts end, planned ones never begin."""
    with move(person, "deactivate", by=by) as change:
        today = clock.today()
        end_posts(person.posts.unfinished(today), last_day=today - timedelta(days=1), by=by)
        change.set(deactivated_on=today)
    return change.event


def reactivate_person(person: Person, *, by: Actor) -> Event:
    """They may sign in again; their posts stay ended and are given anew."""
    with move(person, "reactivate", by=by) as change:
        change.set(deactivated_on=None)
    return change.event


def require_keeper(by: Actor) -> None:
    """Someone without a post stands nowhere yet: whoever keeps people anywhere may add them."""
    if not by.holding(Permission.PEOPLE_EDIT):
        by.require(Permission.PEOPLE_EDIT, HOUSE)


def login_said(login: str) -> str:
    kept = said(Person.normalize_username(login), _("Give the login."))
    if len(kept.split()) > 1:
        raise Refusal(_("A login has no spaces in it: write %s.") % "".join(kept.split()))
    return kept
