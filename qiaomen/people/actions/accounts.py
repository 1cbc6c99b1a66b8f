"""Passwords and languages: what an administrator sets for others, and each person for themselves."""

from secrets import choice

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.permissions import Grant, Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.people.models import Person

_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"


def set_password(person: Person, *, password: str, by: Actor) -> Event:
    """Give someone a password; the ledger says that it was set and by whom."""
    with move(person, "set_password", by=by) as change:
        require_strong(password, person)
        change.set(password=make_password(password))
    return change.event


def give_password(person: Person, *, by: Actor) -> str:
    """Make a password up and set it; it is known to nobody but whoever reads it now."""
    password = made_up()
    set_password(person, password=password, by=by)
    return password


def made_up() -> str:
    """Four groups of four, without signs that look alike: some 80 bits, and can be read out by telephone."""
    return "-".join("".join(choice(_CLEAR) for _sign in range(4)) for _group in range(4))


def change_password(person: Person, *, old: str, new: str) -> Event:
    """A person's own change, for which they show the password that they have."""
    if not person.check_password(old):
        raise Refusal(_("This is not your present password. Type it again."))
    return set_password(person, password=new, by=oneself(person))


def choose_language(person: Person, *, language: str) -> Event:
    """The language in which a person wants to read; "" is the office's."""
    with move(person, "choose_language", by=oneself(person)) as change:
        change.set(language=known_language(language))
    return change.event


def oneself(person: Person) -> Actor:
    """A person in charge of their own account, and of nothing else: never handed on to other actions."""
    scope = person.scope
    keeping = Grant(frozenset({Permission.PEOPLE_EDIT}), below=scope.path)
    return Actor(person.ref, (keeping,))


def require_strong(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise Refusal(" ".join(weak.messages)) from None


def known_language(language: str) -> str:
    if language and language not in dict(settings.LANGUAGES):
        raise Refusal(
            _("The language %(given)s is not known here. Choose one of: %(known)s.")
            % {"given": language, "known": ", ".join(code for code, _name in settings.LANGUAGES)}
        )
    return language
