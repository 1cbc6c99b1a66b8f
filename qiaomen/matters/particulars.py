"""What the item of a matter wants to be asked, and where to go instead, once it is sure which item it is."""

from dataclasses import dataclass

from qiaomen.catalogue.models import UNSORTED, ItemVersion
from qiaomen.catalogue.suggesting import machinery
from qiaomen.catalogue.terms import Question
from qiaomen.matters.intake import headline
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.states import UNANSWERED, State


@dataclass(frozen=True, slots=True)
class Particulars:
    """`questions` are those without an answer; `elsewhere` says where to go instead, "" for what is ours."""

    item: str = ""
    questions: tuple[Question, ...] = ()
    elsewhere: str = ""


NOTHING = Particulars()


def particulars(matter: Matter) -> Particulars:
    """Of a matter that waits for its answer, whose words are not sealed.

    A question counts as answered when its words stand in what the voice of the matter added. Once a unit has
    the matter, it does not belong elsewhere any more.
    """
    if matter.state not in UNANSWERED or matter.confidential:
        return NOTHING
    version = _version(matter)
    if version is None:
        return NOTHING
    terms = version.terms
    elsewhere = terms.elsewhere if matter.state == State.RECEIVED else ""
    return Particulars(terms.name, _unanswered(matter, terms.questions), elsewhere)


def particulars_of(text: str) -> Particulars:
    """Of words that are still being typed, where they leave no doubt; judged as they will be once kept."""
    known = machinery()
    said = known.suggester.suggest(text, headline(text))
    return of_item(said.item_id) if said.item_sure else NOTHING


def of_item(item: int | None) -> Particulars:
    version = machinery().says.get(item or 0)
    if version is None:
        return NOTHING
    return Particulars(version.name, version.terms.questions, version.elsewhere)


def _version(matter: Matter) -> ItemVersion | None:
    known = machinery()
    if matter.item.code != UNSORTED:
        return known.says.get(matter.item_id)
    said = known.suggester.suggest(f"{matter.body}\n{matter.address}", matter.title)
    return known.says.get(said.item_id or 0) if said.item_sure else None


def _unanswered(matter: Matter, questions: tuple[Question, ...]) -> tuple[Question, ...]:
    if not questions:
        return ()
    told = "\n".join(note.text for note in matter.notes.all() if note.audience == Audience.VOICE)
    return tuple(question for question in questions if question.label not in told)
