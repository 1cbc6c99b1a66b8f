"""What the addresses of the catalogue need to be used."""

from qiaomen.desk.catalogue.forms import RevisionForm
from qiaomen.desk.procedures.writing import digest
from qiaomen.matters.models import Matter
from tests.asks import Ask
from tests.ways import Sent, with_a_procedure, with_an_ended_item, with_an_item

ITEM = {"name": "停水漏水", "visibility": "listed", "from_day": "2026-03-03", "seen": "1"}


def looked_at(_matter: Matter) -> Sent:
    """A revision whose difference was shown."""
    form = RevisionForm("S1", ITEM)
    form.full_clean()
    return {**ITEM, "shown": form.digest()}


COPY = {"code": "other", "name": "自订流程"}
STEP = {"name": "复核", "actor": "unit"}
DRAFTED = Ask(with_a_procedure, "administrator", sent=STEP, then=200, again=200)
TRIED = {"text": 'code = "other"\nname = "自订流程"\n'}


def adopted(_matter: Matter) -> Sent:
    """A text that was looked at."""
    text = 'code = "other"\nname = "自订流程"\n'
    return {"text": text, "shown": digest(text)}


CATALOGUE = {
    "": Ask(who="administrator"),
    "new/": Ask(who="administrator", sent={**ITEM, "code": "S2"}, again=422),
    "duties/": Ask(who="administrator"),
    "duties.csv": Ask(who="administrator"),
    "quality/": Ask(who="administrator"),
    "items/{code}/": Ask(with_an_item, "administrator", queries=11),
    "items/{code}/revision/": Ask(with_an_item, "administrator", looked_at),
    "items/{code}/resumption/": Ask(with_an_ended_item, "administrator", {"seen": "2"}),
    "items/{code}/end/": Ask(with_an_item, "administrator", {"on": "2026-03-03", "seen": "1"}),
    "items/{code}/changes/": Ask(with_an_item, "administrator"),
    "items/{code}/uses/": Ask(with_an_item, "administrator"),
    "procedures/{procedure}/uses/": Ask(with_a_procedure, "administrator"),
    "procedures/": Ask(who="administrator"),
    "procedures/{procedure}/": Ask(with_a_procedure, "administrator"),
    "procedures/{procedure}/use/": Ask(with_a_procedure, "administrator", {"item": "S1"}, again=422),
    "procedures/{procedure}/copy/": Ask(with_a_procedure, "administrator", sent=COPY, then=200, again=200),
    "procedures/{procedure}/step/": DRAFTED,
    "procedures/{procedure}/steps/{step}/": DRAFTED,
    "procedures/{procedure}/steps/{step}/removal/": Ask(
        with_a_procedure, "administrator", then=200, again=200
    ),
    "procedure-trial/": Ask(
        with_a_procedure, "administrator", TRIED, then=200, again=200, query="?procedure=own"
    ),
    "procedure-draft/": Ask(who="administrator", sent=adopted),
}
