"""Places, their names, and the edition of the whole tree."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.models.beside import Beside
from qiaomen.kernel.permissions import Scope
from qiaomen.kernel.transitions import Living
from qiaomen.territory import paths, states
from qiaomen.territory.querysets import PlaceNameQuerySet, PlaceQuerySet, spell


class PlaceKind(models.TextChoices):
    ROOT = "root", _("whole house")
    PROVINCE = "province", _("province")
    CITY = "city", _("city")
    DISTRICT = "district", _("district or county")
    STREET = "street", _("street or town")
    COMMUNITY = "community", _("community or village")
    GRID = "grid", _("grid")
    BUILDING = "building", _("building")
    ZONE = "zone", _("development zone")


class Place(Living):
    """A node of the territory tree. Which kinds lie below which is not fixed: zones and cities without
    counties exist.
    """

    KIND = "place"
    SERIES = "place"
    LIFE = states.LIFE
    REPLAYED = frozenset(
        {"code", "number", "official_code", "name", "kind", "parent", "ended_on", "merged_into"}
    )
    # A boundary decides who answers, so the ledger must notice when it changes; the geometry itself would
    # bloat it by kilobytes a line. It is no secret, so its digest has no salt.
    CONTENT = frozenset({"polygon"})
    # The path follows from `parent` and `number`: when a place moves, those below it have no event.
    BOOKKEEPING = frozenset({"path"})

    code = models.CharField(max_length=40, unique=True)
    number = models.PositiveIntegerField(unique=True)
    path = models.CharField(max_length=paths.LENGTH, unique=True)
    official_code = models.CharField(max_length=40, blank=True, default="")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=PlaceKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    polygon = models.TextField(null=True)  # noqa: DJ001 - NULL is "not drawn"; "" is no geometry
    ended_on = models.DateField(null=True)  # the first day on which the place is no more
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PlaceKind.ROOT, parent=None)
                | (~Q(kind=PlaceKind.ROOT) & Q(parent__isnull=False)),
                name="place_only_root_has_no_parent",
            ),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind=PlaceKind.ROOT), name="place_one_root"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(ended_on__isnull=False),
                name="place_merged_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name_in_ledger(self) -> str:
        return self.code

    @classmethod
    def adrift(cls) -> "PlaceQuerySet":
        return cls.objects.off_path()

    @property
    def scope(self) -> Scope:
        return Scope(path=self.path)

    @property
    def standing(self) -> str:
        return states.ENDED if self.ended_on else states.CURRENT

    @property
    def standing_label(self) -> str:
        return str(states.STANDINGS[self.standing])

    def holds(self, other: "Place") -> bool:
        """Whether `other` is this place or lies below it."""
        return paths.holds(self.path, other.path)

    def full_name(self) -> str:
        """The names from the largest place down; for a list use `Place.objects.full_names`."""
        chain = Place.objects.chain(self).values_list("path", "name")
        return spell(dict(chain), self.path)


class PlaceName(Beside):
    """What else people call a place, or called it once."""

    class Kind(models.TextChoices):
        ALIAS = "alias", _("alias")  # an estate, a road, a school, a market in the place
        FORMER = "former", _("former name")

    OWNER = "place"

    place = models.ForeignKey(Place, models.PROTECT, related_name="names")
    number = models.PositiveSmallIntegerField()  # the how-manieth of its place
    text = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    from_day = models.DateField(null=True)  # null: not known
    to_day = models.DateField(null=True)  # the day on which it was taken away; null: in use

    objects = PlaceNameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "text"], condition=Q(to_day=None), name="place_name_in_use_once"
            ),
            models.UniqueConstraint(fields=["place", "number"], name="place_name_number"),
        ]

    @property
    def name_beside(self) -> str:
        """By its number: the ids of a new place's names are not known yet when its line is written."""
        return f"name/{self.number}"


class Edition(models.Model):
    """The one row that says which edition of the territory this is.

    Every change holds it, so that one change at a time moves the tree, and gives it a new token, so that
    whatever was built from the tree is known to be stale by one query however large the territory.
    """

    token = models.CharField(max_length=32)
