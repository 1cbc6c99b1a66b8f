"""Units, the persons in them, the roles there are, and the posts that give a role to a person."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from secrets import token_bytes, token_hex
from typing import ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.transitions import Living
from qiaomen.people import states
from qiaomen.people.querysets import PersonManager, PostQuerySet, UnitQuerySet
from qiaomen.territory import paths
from qiaomen.territory.models import Place


def fresh_salt() -> bytes:
    return token_bytes(16)


def fresh_token() -> str:
    return token_hex(5)


def common_path(places: Iterable[str]) -> str:
    """The path of the deepest place that holds the places with these paths; "" for none."""
    levels = zip(*map(paths.line, places), strict=False)
    shared = [level[0] for level in levels if len(set(level)) == 1]
    return shared[-1] if shared else ""


class Unit(Living):
    """Any organisation: department, street office, community committee, property firm, company, team."""

    class Kind(models.TextChoices):
        DESK = "desk", _("Desk")
        DEPARTMENT = "department", _("Department")
        STREET = "street", _("Street office")
        COMMUNITY = "community", _("Community committee")
        COMPANY = "company", _("Company")
        TEAM = "team", _("Team")
        OTHER = "other", _("Other")

    KIND = "unit"
    REPLAYED = frozenset({"code", "name", "kind", "parent", "place", "phone", "ended_on"})
    LIFE = states.UNIT

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    place = models.ForeignKey(Place, models.PROTECT, related_name="units")
    phone = models.CharField(max_length=40, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="unit_not_below_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name_in_ledger(self) -> str:
        return self.code

    @property
    def scope(self) -> Scope:
        return Scope(path=self.place.path, units=frozenset({self.pk}))

    @property
    def standing(self) -> str:
        return states.ENDED if self.ended_on else states.CURRENT

    @property
    def standing_label(self) -> str:
        return str(states.STANDINGS[self.standing])

    @property
    def is_company(self) -> bool:
        """Companies never see contacts and reach only what they hold."""
        return self.kind == self.Kind.COMPANY

    def current_on(self, day: date) -> bool:
        """`ended_on` is the first day without it."""
        return self.ended_on is None or day < self.ended_on


class Person(AbstractBaseUser, Living):
    """Someone who signs in. The ledger knows a number, never a name, a login or a phone."""

    KIND = "person"
    SERIES = "person"
    REPLAYED = frozenset({"language", "deactivated_on", "columns", "shortcuts"})
    CONTENT = frozenset({"login", "name", "phone", "password", "lists"})
    BOOKKEEPING = frozenset({"last_login", "salt"})
    LIFE = states.PERSON
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    id = models.PositiveBigIntegerField(primary_key=True, editable=False)  # given by add_person
    login = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10, blank=True)
    deactivated_on = models.DateField(null=True, blank=True)
    columns = models.JSONField(default=list)  # of lists of matters, by name; none chosen: the usual ones
    lists = models.JSONField(default=list)  # kept ones: id, name, queue, and the query of its address
    shortcuts = models.BooleanField(default=True)  # single letters on the keyboard
    salt = models.BinaryField(max_length=16, default=fresh_salt, editable=False)

    objects = PersonManager()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """One spelling of a login: no case, no full-width letters, no spaces around."""
        return unicodedata.normalize("NFKC", username).strip().lower()

    @property
    def name_in_ledger(self) -> str:
        return str(self.pk)

    @property
    def ref(self) -> str:
        """What the ledger says of acts by this person: person/12."""
        return self.stream

    @property
    def scope(self) -> Scope:
        """All that their posts reach together: who edits a person must be in charge of all of it.

        A person without a post stands in the whole house.
        """
        places = self.posts.unfinished(clock.today()).values_list(
            "unit_id", "unit__place__path", "place__path"
        )
        units = {unit for unit, *_both in places}
        return Scope(
            path=common_path(path for _unit, *both in places for path in both),
            units=frozenset(units) if len(units) == 1 else frozenset(),
        )

    def check_password(self, raw_password: str | None) -> bool:
        """Without Django's own: that would replace an older hash, and the ledger would not know of it."""
        return check_password(raw_password, self.password)

    @property
    def standing(self) -> str:
        return states.DEACTIVATED if self.deactivated_on else states.CURRENT

    @property
    def standing_label(self) -> str:
        return str(states.STANDINGS[self.standing])

    def active_on(self, day: date) -> bool:
        """`deactivated_on` is the first day without powers."""
        return self.deactivated_on is None or day < self.deactivated_on

    @property
    def is_active(self) -> bool:  # type: ignore[override] # Django reads it and never writes it
        return self.active_on(clock.today())


class Role(Living):
    """A set of permissions that posts give; editable data, `roles.py` holds the shipped ones."""

    class Reach(models.TextChoices):
        PLACE = "place", _("Everything below the post's place")
        UNIT = "unit", _("Only what the post's unit or a unit below it holds or assists")

    KIND = "role"
    REPLAYED = frozenset({"code", "name", "permissions", "reach"})
    LIFE = states.ROLE

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    permissions = models.JSONField(default=list)
    reach = models.CharField(max_length=5, choices=Reach)

    def __str__(self) -> str:
        return self.name

    @property
    def name_in_ledger(self) -> str:
        return self.code

    @property
    def granted(self) -> frozenset[Permission]:
        """Its permissions; a word that this version of the program does not know gives nothing."""
        return frozenset(permission for permission in Permission if permission in self.permissions)


class Post(Living):
    """A role that a person holds in a unit for a place, from a day to a day (both included)."""

    KIND = "post"
    REPLAYED = frozenset({"token", "person", "unit", "place", "role", "from_day", "to_day", "deputy_of"})
    LIFE = states.POST

    token = models.CharField(max_length=10, unique=True, default=fresh_token, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    place = models.ForeignKey(Place, models.PROTECT, related_name="posts")
    role = models.ForeignKey(Role, models.PROTECT, related_name="posts")
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)
    deputy_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="deputies")

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "from_day"], name="post_person_from")]

    def __str__(self) -> str:
        return f"{self.person} · {self.role} · {self.unit}"

    @property
    def name_in_ledger(self) -> str:
        return self.token

    @property
    def scope(self) -> Scope:
        """Both where its unit is and where it reaches: nobody gives powers beyond their own place."""
        return Scope(
            path=common_path((self.unit.place.path, self.place.path)),
            units=frozenset({self.unit_id}),
        )

    @property
    def withheld(self) -> set[Permission]:
        """Companies never see contacts; what may be about anybody is for the desks alone to look at."""
        contacts = {Permission.MATTER_DISCLOSE} if self.unit.is_company else set()
        unsettled = {Permission.MATTER_UNSETTLED} if self.unit.kind != Unit.Kind.DESK else set()
        return contacts | unsettled

    @property
    def bound_to_unit(self) -> bool:
        """A company's people reach only what their company holds, whatever the role says."""
        return self.unit.is_company or self.role.reach == Role.Reach.UNIT
