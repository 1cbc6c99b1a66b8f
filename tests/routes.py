"""What every address of the desk and the portal needs to be used: the table behind `test_routes`."""

from dataclasses import replace

from qiaomen.desk.registers.kinds import REGISTERS
from qiaomen.desk.verbs.table import FORMS
from qiaomen.kernel.models import Request
from qiaomen.matters.models import Matter, Turnout
from qiaomen.matters.tests.walks import (
    CONTENT,
    DISCONTENT,
    answered,
    assigned,
    called_out,
    closed,
    handling,
    merged,
    suspended,
    waiting,
)
from qiaomen.people.models import Person
from tests.asks import ANYBODY, KEY, TELLER, Ask
from tests.catalogue_routes import CATALOGUE
from tests.field_routes import FIELD
from tests.office_routes import OFFICE
from tests.portal_routes import ANNOUNCEMENTS, ISSUES, PORTAL, ROUNDS
from tests.queue_routes import QUEUES
from tests.telephone_routes import TELEPHONE, VERDICT
from tests.ways import (
    CHECKED,
    DAY,
    PASSWORD,
    SHORT,
    TEXT,
    asked,
    assisted,
    called,
    called_soon,
    drawn,
    entered,
    excluded,
    first_step,
    judged,
    mailed,
    note,
    received,
    returned_twice,
    supervised,
    told_twice,
    waiting_for_a_signature,
    with_a_file,
    with_a_mail_put_aside,
    with_a_part_for_the_teller,
    with_a_password,
    with_a_short_answer,
    with_a_step_done,
    with_an_ended_short_answer,
    with_another_version,
    with_questions,
    with_something_to_sign,
    with_steps,
)
from tests.world import PHONE

VERBS = {
    "sorting": Ask(received, "clerk", {"item": "unsorted", "place": "grid", "unit": "water"}),
    "final-assignment": Ask(returned_twice, "coordinator", {"unit": "water", "minutes": TEXT}),
    "acceptance": Ask(assigned, "water"),
    "step": Ask(with_steps, "water", first_step),
    "signature": Ask(waiting_for_a_signature, "clerk", {"side": "look desk"}),
    "answer": Ask(handling, "water", {"outcome": "solved", "text": TEXT}),
    "question": Ask(handling, "water", {"question": TEXT}),
    "supply": Ask(waiting, "clerk", {"text": TEXT}),
    "resumption": Ask(suspended, "water"),
    "assignment": Ask(received, "clerk", {"unit": "water"}),
    "entrustment": Ask(handling, "water", lambda _: {"officer": Person.objects.get(login="water").pk}),
    "assist": Ask(handling, "coordinator", {"unit": "power", "task": TEXT}),
    "report": Ask(assisted, "power", {"text": TEXT}, again=404),
    "whistle": Ask(
        handling,
        "water",
        {"called": ["power", "street"], "task": TEXT, "spot": "三单元", "at": "2026-03-03T10:00"},
    ),
    "response": Ask(called_out, "water", {"coming": "yes"}),
    "arrival": Ask(called_soon, "water", {"position": "31.2, 121.4"}),
    "excuse": Ask(
        called_out, "willow", lambda _: {"turnout": Turnout.objects.earliest("pk").pk, "reason": TEXT}
    ),
    "further-call": Ask(called_out, "willow", {"unit": "street"}),
    "letting-go": Ask(
        called_out, "willow", lambda _: {"turnout": Turnout.objects.earliest("pk").pk, "reason": TEXT}
    ),
    "whistle-end": Ask(called_out, "willow", {"reason": TEXT}),
    "call-back": Ask(answered, "clerk", called),
    "redo": Ask(answered, "clerk", {"reason": TEXT}),
    "closure": Ask(judged(CONTENT), "clerk", {"ground": "confirmed"}),
    "return-request": Ask(assigned, "water", {"reason": TEXT}),
    "extension-request": Ask(handling, "water", {"reason": TEXT, "until": DAY, "told": TEXT}),
    "suspension-request": Ask(handling, "water", {"reason": TEXT, "review_on": DAY, "told": TEXT}),
    "decline-request": Ask(received, "clerk", {"reason": TEXT, "told": TEXT}),
    "exclusion-request": Ask(received, "clerk", {"reason": TEXT}),
    "contested-close-request": Ask(judged(DISCONTENT), "clerk", {"reason": TEXT}),
    "reopening-request": Ask(closed, "clerk", {"reason": TEXT}),
    "note": Ask(handling, "water", {"text": TEXT}),
    "message": Ask(handling, "water", {"text": TEXT}),
    "particulars": Ask(with_questions, "clerk", {"answer-0": "三楼"}),
    "supplement": Ask(handling, "clerk", {"text": TEXT}),
    "attachment": Ask(handling, "water", lambda _: {"file": note(), "audience": "internal"}),
    "summary": Ask(closed, "clerk", {"summary": TEXT}),
    "withdrawal": Ask(assigned, "clerk", {"said": "来电撤回"}),
    "classification": Ask(assigned, "clerk", {"item": "unsorted", "kind": "report"}),
    "location": Ask(assigned, "clerk", {"place": "cassia", "address": "三栋"}),
    "accused": Ask(received, "clerk", {"unit": "power"}),
    "priority": Ask(received, "clerk", {"priority": "2"}),
    "merger": Ask(told_twice, "clerk", lambda _: {"into": Matter.objects.earliest("pk").number}),
    "split-off": Ask(merged, "clerk"),
    "part": Ask(received, "clerk", {"body": TEXT, "item": "unsorted", "place": "cassia"}),
    "detachment": Ask(supervised, "coordinator", lambda _: {"child": Matter.objects.latest("pk").pk}),
    "decision": Ask(
        asked, "coordinator", lambda _: {"wanted": Request.objects.get().pk, "answer": "granted"}
    ),
    "reminder": Ask(assigned, "leader", {"text": TEXT}),
    "supervision": Ask(assigned, "leader", {"order": TEXT}),
    "check": Ask(handling, "clerk", {"text": TEXT}),
    "step-return": Ask(with_a_step_done, "clerk", lambda _: {"code": "look", "reason": TEXT}),
    "step-omission": Ask(with_steps, "coordinator", {"code": "look", "reason": TEXT}),
    "procedure": Ask(with_another_version, "coordinator", {"version": "property@2"}),
    "inclusion": Ask(excluded, "coordinator"),
}
KNOWLEDGE = {
    "/desk/knowledge/": Ask(with_a_short_answer),
    "/desk/knowledge/new/": Ask(who="coordinator", sent={**SHORT, "code": "K01"}),
    "/desk/knowledge/{name}/": Ask(with_a_short_answer),
    "/desk/knowledge/{name}/revision/": Ask(with_a_short_answer, "coordinator", {**SHORT, "seen": "1"}),
    "/desk/knowledge/{name}/confirmation/": Ask(with_a_short_answer, "coordinator", {"seen": "1"}),
    "/desk/knowledge/{name}/resumption/": Ask(with_an_ended_short_answer, "coordinator", {"seen": "2"}),
    "/desk/knowledge/{name}/end/": Ask(with_a_short_answer, "coordinator", {"seen": "1"}),
}

OWN_ACTS = {
    "reply": Ask(waiting, TELLER, {"text": TEXT}, again=422),
    "verdict": Ask(answered, TELLER, VERDICT, again=422),
    "addition": Ask(handling, TELLER, {"text": TEXT}, again=422),
    "particulars": Ask(with_questions, TELLER, {"answer-0": "三楼"}, again=422),
    "photos": Ask(handling, TELLER, lambda _: {"photos": [note()]}, again=422),
    "reopening": Ask(closed, TELLER, {"reason": TEXT}, again=422),
    "step": Ask(with_a_part_for_the_teller, TELLER, {"楼层": "6", "seen": "wish"}, again=422),
    "signature": Ask(with_something_to_sign, TELLER, {"sure": "on", "seen": "wish"}, again=422),
    "withdrawal": Ask(handling, TELLER, {"sure": "on"}, again=422),
}
CORNERS = "31.2, 121.4\n31.2, 121.5\n31.3, 121.5"  # of a grid that was added and named
NEW_PASSWORD = {"old": PASSWORD, "new": f"{PASSWORD}!", "again": f"{PASSWORD}!"}

WHERE_AND_WHEN = "?place=street&day=2026-03-02"

TABLE: dict[str, Ask] = {
    **{
        f"/desk/{noun}/": Ask(sent={"body": TEXT}, again=303, query=f"{WHERE_AND_WHEN}&form={KEY}")
        for noun in REGISTERS
    },
    **{
        f"/desk/{noun}/sheet/": Ask(
            entered(register.channel), then=200, again=200, recorded=True, query=WHERE_AND_WHEN
        )
        for noun, register in REGISTERS.items()
    },
    **{f"/desk/catalogue/{page}": ask for page, ask in CATALOGUE.items()},
    "/catalogue/duties/": Ask(who=ANYBODY),
    "/catalogue/duties.csv": Ask(who=ANYBODY),
    "/desk/password/": Ask(with_a_password, "clerk", NEW_PASSWORD, again=422),
    "/desk/sign-out/": Ask(who=ANYBODY, again=303),
    "/desk/language/": Ask(sent={"language": "ko"}, again=303, recorded=True),
    "/desk/reports/whistles/": Ask(called_out, "auditor"),
    "/desk/reports/whistles/calls/": Ask(called_out, "auditor"),
    "/desk/whistles/": Ask(who="water"),
    "/desk/requests/": Ask(who="coordinator"),
    "/desk/matters/": Ask(),
    "/desk/mails/": Ask(who="administrator"),
    "/desk/mails/{mail}/": Ask(with_a_mail_put_aside, "administrator", again=303),
    "/desk/matters/search/": Ask(sent={"q": PHONE}, again=303, recorded=True),
    "/desk/matters/suggestions/": Ask(sent={"q": "水管"}, then=200, again=200),
    "/desk/matters/caller/": Ask(),
    "/desk/matters/{number}/": Ask(),
    "/desk/matters/{number}/alike/": Ask(queries=11),
    "/desk/matters/{number}/since/{seen}/": Ask(),
    "/desk/matters/{number}/disclosure/": Ask(
        sent=lambda matter: {"telling": matter.tellings.get().pk, "purpose": "call_back"},
        then=200,
        again=200,
        recorded=True,
    ),
    **KNOWLEDGE,
    **TELEPHONE,
    **ANNOUNCEMENTS,
    **ROUNDS,
    **ISSUES,
    **FIELD,
    **QUEUES,
    **OFFICE,
    "/desk/case-files/": Ask(drawn, "coordinator"),
    "/desk/matters/{number}/case-check/": Ask(drawn, "coordinator", CHECKED, again=422),
    "/desk/matters/{number}/original/": Ask(
        mailed,
        sent=lambda matter: {"original-mail": matter.mails.get().pk, "original-purpose": "question"},
        then=200,
        again=200,
        recorded=True,
    ),
    "/desk/boundaries/": Ask(who="administrator"),
    "/desk/boundaries/outlines/": Ask(who="administrator"),
    "/desk/boundaries/spot/": Ask(who="administrator", query="?position=31.2,121.4"),
    "/desk/boundaries/{place}/": Ask(who="administrator", sent={"corners": CORNERS, "seen": "2"}),
    "/desk/map/": Ask(who="leader"),
    "/desk/map/outlines/": Ask(),
    "/desk/map/spot/": Ask(query="?position=31.2,121.4"),
    "/desk/attachments/{pk}/": Ask(with_a_file, "water"),
    **{f"/desk/matters/{{number}}/{noun}/": ask for noun, ask in VERBS.items()},
    **{
        f"/desk/matters/{{number}}/{form.noun}/preview/": replace(VERBS[form.noun], then=200, again=200)
        for form in FORMS
        if form.TOLD
    },
    "/": Ask(who=ANYBODY, sent={"key": KEY, "body": TEXT}, again=303),
    **PORTAL,
    "/catalogue/": Ask(who=ANYBODY, queries=11),
    "/map/outlines/": Ask(who=ANYBODY),
    "/map/spot/": Ask(who=ANYBODY, query="?position=31.2,121.4"),
    "/questions/": Ask(with_a_short_answer, ANYBODY),
    "/track/": Ask(
        who=ANYBODY,
        sent=lambda matter: {"number": matter.number, "code": matter.tellings.get().code},
        again=303,
    ),
    "/track/departure/": Ask(who=ANYBODY, again=303),
    "/r/{token}": Ask(answered, ANYBODY, VERDICT, again=422),
    "/thanks/{number}/": Ask(who=TELLER),
    "/track/{number}/": Ask(who=TELLER),
    "/track/{number}/files/{pk}/": Ask(with_a_file, TELLER),
    **{f"/track/{{number}}/{noun}/": ask for noun, ask in OWN_ACTS.items()},
}
