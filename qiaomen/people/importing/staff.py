"""Staff from a table: a row is a person and one post; who has two posts has two rows."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.lists import coded
from qiaomen.kernel.sheets.lines import Line
from qiaomen.kernel.sheets.mapping import Field
from qiaomen.kernel.sheets.report import ImportReport, Outcome
from qiaomen.kernel.sheets.table import Table
from qiaomen.people.actions import add_person, amend_person, appoint, end_post
from qiaomen.people.actions.posts import span
from qiaomen.people.models import Person, Post, Role, Unit
from qiaomen.territory.models import Place

FIELDS = (
    Field("login", _("Login"), ("登录名", "用户名", "账号", "工号"), required=True),
    Field("name", pgettext_lazy("of a person", "Name"), ("姓名",), required=True),
    Field("unit", _("Unit"), ("单位编码", "单位代码", "单位"), required=True),
    Field("place", _("Place"), ("区域编码", "区域", "负责区域"), required=True),
    Field("role", _("Role"), ("角色编码", "角色"), required=True),
    Field("from", _("From"), ("起始", "开始日期", "起始日期", "任职日期")),
    Field("to", _("To"), ("截止", "结束日期", "截止日期", "离任日期")),
    Field("phone", _("Phone"), ("电话", "手机", "手机号", "办公手机")),
    Field("language", _("Language"), ("语言",)),
)
PARTICULARS = ("name", "phone", "language")


def import_staff(table: Table, *, by: Actor) -> ImportReport:
    """Bring in people and posts (login, name, unit, place, role, from, to, phone, language).

    Who is new has no password until one is set. An empty place is the unit's own, an empty first day is today
    for a new post; other empty cells change nothing. A post that has ended is not given again by repeating
    the file: that needs a first day of its own.
    """
    staff = Staff(by)
    report = ImportReport()
    for line in report.read(table, FIELDS):
        report.take(line, staff.take)
    return report


@dataclass(slots=True)
class Staff:
    """The import of one file; `first` holds where each login was met first."""

    by: Actor
    first: dict[str, Line] = field(default_factory=dict)

    def take(self, line: Line) -> Outcome:
        """The stronger of what became of the person and of the post."""
        line.require_sound()
        self.require_agreement(line)
        person, known = self.person(line)
        outcomes = {known, self.post(line, person)}
        return next(outcome for outcome in Outcome if outcome in outcomes)

    def require_agreement(self, line: Line) -> None:
        """Two rows of one login that contradict each other would change the person back and forth."""
        login = Person.normalize_username(line.needed("login"))
        first = self.first.setdefault(login, line)
        for particular in PARTICULARS:
            said, before = line.text(particular), first.text(particular)
            if said and said != before:
                sentence = _("Row %(row)d says “%(before)s” for the same login. Make them agree.")
                raise line.unfit(particular, sentence % {"row": first.number, "before": before})

    def person(self, line: Line) -> tuple[Person, Outcome]:
        login, name = line.needed("login"), line.needed("name")
        phone, language = line.text("phone"), line.text("language")
        person = Person.objects.filter(login=Person.normalize_username(login)).first()
        if person is None:
            added = add_person(login=login, name=name, phone=phone, language=language, by=self.by)
            return added, Outcome.ADDED
        if not person.is_active:
            raise line.unfit("login", _("%s is deactivated. Reactivate them first.") % person)
        return person, self.correct(person, name, phone or person.phone, language or person.language)

    def correct(self, person: Person, name: str, phone: str, language: str) -> Outcome:
        changed = amend_person(person, name=name, phone=phone, language=language, by=self.by)
        return Outcome.CHANGED if changed else Outcome.UNCHANGED

    def post(self, line: Line, person: Person) -> Outcome:
        unit = line.known("unit", Unit.objects.all())
        place = line.known("place", Place.objects.all()) if line.text("place") else unit.place
        role = known_role(line)
        from_day, to_day = line.day("from"), line.day("to")
        alike = Post.objects.filter(person=person, unit=unit, place=place, role=role)
        if from_day:
            alike = alike.filter(from_day=from_day)
        if post := alike.order_by("from_day", "pk").last():
            return self.shorten(post, line)
        appoint(
            person,
            unit=unit,
            place=place,
            role=role,
            from_day=from_day or clock.today(),
            to_day=to_day,
            by=self.by,
        )
        return Outcome.ADDED

    def shorten(self, post: Post, line: Line) -> Outcome:
        """A post that is there can only end sooner; whoever is to go on gets a new one."""
        last_day = line.day("to")
        if last_day == post.to_day or (last_day is None and goes_on(post, line)):
            return Outcome.UNCHANGED
        if last_day is None or (post.to_day and last_day > post.to_day):
            sentence = _("This post is held %s. To give it again, write a first day after that.")
            raise line.unfit("from", sentence % span(post))
        end_post(post, last_day=last_day, by=self.by)
        return Outcome.CHANGED


def goes_on(post: Post, line: Line) -> bool:
    """Whether the row may mean this very post: it is not over, or the row names its first day."""
    return bool(line.day("from")) or post.to_day is None or post.to_day >= clock.today()


def known_role(line: Line) -> Role:
    """By its code or name; a Refusal names those that there are, since nobody knows them by heart."""
    word, roles = line.needed("role"), Role.objects.order_by("pk")
    named = list(roles.values_list("code", "name"))
    if not any(word in names for names in named):
        sentence = _("There is no role called %(word)s. Choose one of: %(known)s.")
        raise line.unfit("role", sentence % {"word": word, "known": coded(named)})
    return line.known("role", roles)
