"""Verbs whose pages depend on what the matter has been through."""

from django.core.files.uploadedfile import SimpleUploadedFile

from qiaomen.catalogue.actions import add_item, adopt_procedure
from qiaomen.catalogue.terms import Terms
from qiaomen.desk.tests.posting import page, press, words
from qiaomen.kernel.models import Request
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.assisting import assist
from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.requesting import request
from qiaomen.matters.actions.supervising import exclude, supervise
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.procedure import plan_of
from qiaomen.matters.stack import active
from qiaomen.matters.states import State, Verb
from qiaomen.matters.tests import walks

TEXT = "现场看过了，今天修好。"


def test_a_colleague_is_entrusted(world, water):
    matter = walks.handling(world)
    press(water, matter, "entrustment", officer=world.people["water"].pk)
    matter.refresh_from_db()
    assert matter.officer == world.people["water"]


def test_a_call_back_is_entered_and_the_matter_closed(world, clerk):
    matter = walks.answered(world)
    said = {"telling": matter.tellings.get().pk, "reached": "yes", "contacted": "yes", "solved": "yes"}
    press(clerk, matter, "call-back", satisfaction="5", **said)
    assert press(clerk, matter, "closure", ground="confirmed").status_code == 303
    matter.refresh_from_db()
    assert matter.ground == "confirmed"


def test_a_call_that_nobody_answers_is_entered(world, clerk):
    matter = walks.answered(world)
    press(clerk, matter, "call-back", telling=matter.tellings.get().pk, reached="no")
    assert not matter.call_backs.get().reached


def test_three_answers_are_asked_for(world, clerk):
    matter = walks.answered(world)
    response = press(clerk, matter, "call-back", telling=matter.tellings.get().pk, reached="yes")
    assert response.status_code == 422
    assert "Give all three answers" in words(response)


def test_a_request_is_granted(world, sign_in, water):
    matter = walks.handling(world)
    press(water, matter, "extension-request", reason=TEXT, told=TEXT, until="2026-04-01")
    wanted = Request.objects.get()
    press(sign_in("coordinator"), matter, "decision", wanted=wanted.pk, answer="granted")
    matter.refresh_from_db()
    assert matter.due_at.isoformat() == "2026-04-01T15:59:59+00:00"


def test_who_decides_reads_the_date_and_what_the_resident_would_be_told(world, sign_in, water):
    matter = walks.handling(world)
    press(water, matter, "extension-request", reason=TEXT, told="等零件，请谅解。", until="2026-04-01")
    shown = words(sign_in("coordinator").get(page(matter, "decision")))
    assert "more time, to April 1, 2026" in shown
    assert "The resident would be told: 等零件，请谅解。" in shown


def test_what_was_asked_for_is_not_asked_twice_and_the_page_says_by_whom(world, water):
    matter = walks.handling(world)
    press(water, matter, "extension-request", reason=TEXT, told=TEXT, until="2026-04-01")
    again = water.get(page(matter, "extension-request"))
    assert again.status_code == 409
    assert "This was already asked for on March 2, 2026, 10:00 by 示例water" in words(again)


def test_the_form_says_until_when_an_extension_can_be(world, water):
    assert "At the latest until April 8, 2026." in words(
        water.get(page(walks.handling(world), "extension-request"))
    )


def test_the_unit_that_asks_cannot_grant(world, sign_in):
    matter = walks.handling(world)
    wanted = request(matter, Verb.RETURN, by=world.actor("water"), reason=TEXT)
    response = press(sign_in("water"), matter, "decision", wanted=wanted.pk, answer="granted")
    assert response.status_code == 403


def test_who_asked_reads_that_somebody_else_decides(world, sign_in):
    matter = walks.handling(world)
    request(matter, Verb.EXCLUDE, by=world.actor("coordinator"), reason=TEXT)
    response = sign_in("coordinator").get(page(matter, "decision"))
    assert response.status_code == 422
    assert "Somebody else has to decide it." in words(response)


def test_the_third_assignment_needs_minutes(world, sign_in):
    matter = walks.assigned(world)
    walks.grant(world, matter, Verb.RETURN, by="water")
    assign(matter, by=world.actor("clerk"), unit=world.units["power"])
    walks.grant(world, matter, Verb.RETURN, by="power")
    assert "A coordinator assigns it next" in words(sign_in("clerk").get(page(matter)))
    coordinator = sign_in("coordinator")
    assert "Next: Assign it finally" in words(coordinator.get(page(matter)))
    press(coordinator, matter, "final-assignment", unit="水务科", minutes=TEXT)
    matter.refresh_from_db()
    assert matter.final
    last = coordinator.get(page(matter)).context["story"][0]
    assert (last.said, last.audience) == (TEXT, "internal")


def test_a_dissenting_resident_makes_a_contested_close_possible(world, clerk):
    matter = walks.answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=walks.DISCONTENT)
    assert press(clerk, matter, "contested-close-request", reason=TEXT).status_code == 303


def test_a_helping_unit_reports(world, sign_in):
    matter = walks.handling(world)
    assist(matter, by=world.actor("coordinator"), unit=world.units["power"], task=TEXT)
    power = sign_in("power")
    assert "Next: Report how you helped" in words(power.get(page(matter)))
    press(power, matter, "report", text="已断电")
    assert matter.assists.get().report == "已断电"


def test_matters_are_merged_by_number(world, clerk):
    lead, matter = world.receive(), world.receive()
    press(clerk, matter, "merger", into=lead.number)
    matter.refresh_from_db()
    assert matter.merged_into == lead


def test_a_matter_cannot_be_merged_into_one_that_is_not_to_be_seen(world, clerk):
    elsewhere = world.receive(place=world.places["far"], by=world.console)
    response = press(clerk, world.receive(), "merger", into=elsewhere.number)
    assert "There is no matter with this number" in words(response)


def test_a_child_is_detached(world, sign_in):
    matter = walks.assigned(world)
    child = supervise(matter, by=world.actor("leader"), order=TEXT)
    press(sign_in("coordinator"), matter, "detachment", child=child.pk)
    child.refresh_from_db()
    assert child.parent is None


def test_an_excluded_matter_is_counted_again(world, sign_in):
    matter = world.receive()
    exclude(matter, by=world.actor("coordinator"))
    press(sign_in("coordinator"), matter, "inclusion")
    matter.refresh_from_db()
    assert not matter.excluded


def test_a_file_is_added(world, water):
    matter = walks.handling(world)
    note = SimpleUploadedFile("note.txt", "现场记录".encode())
    press(water, matter, "attachment", file=note, audience="internal")
    assert matter.attachments.get().name == "note.txt"


def test_a_file_that_may_not_be_kept_is_refused_beside_its_field(world, water):
    matter = walks.handling(world)
    response = press(
        water, matter, "attachment", file=SimpleUploadedFile("run.exe", b"MZ"), audience="internal"
    )
    assert response.status_code == 422
    assert "cannot be attached" in words(response)


def test_steps_are_completed_and_sent_back(world, clerk, water):
    terms = Terms(name="物业纠纷", procedure="property")
    add_item(code="P1", terms=terms, by=world.console)
    matter = walks.handling(world)
    press(clerk, matter, "classification", item="物业纠纷", kind="complaint")
    matter.refresh_from_db()
    press(water, matter, "step", step="look", **walks.fitting(plan_of(matter).steps[0]))
    assert [row.end for row in matter.steps.filter(code="look")] == ["done"]
    press(clerk, matter, "step-return", code="look", reason=TEXT)
    assert sorted(row.end for row in matter.steps.filter(code="look")) == ["", "sent_back"]
    form = water.get(page(matter, "step")).context["form"]
    assert f"Sent back: {TEXT}" in form.advice()
    assert form["founded"].value() == walks.fitting(plan_of(matter).steps[0])["founded"]


def test_the_desk_learns_that_the_resident_reads_why_their_part_is_sent_back(world, clerk, water):
    theirs = 'code = "w"\nname = "w"\n[[step]]\ncode = "a"\nname = "填写"\nactor = "resident"\n'
    own = '[[step]]\ncode = "b"\nname = "核对"\n[[step]]\ncode = "c"\nname = "办理"\n'
    version = adopt_procedure(theirs + own, by=world.console)
    item = add_item(code="W1", terms=Terms(name="示例", procedure=str(version)), by=world.console)
    matter = walks.handling(world, item=item)
    press(clerk, matter, "step", step="a")
    press(water, matter, "step", step="b")
    form = clerk.get(page(matter, "step-return")).context["form"]
    assert [label for _code, label in form.fields["code"].choices] == [
        "填写 (the resident reads why)",
        "核对",
    ]
    assert "they read what you write here" in form.advice()


def test_the_path_names_who_has_still_to_sign(world, water):
    signed = 'code = "s"\nname = "s"\n[[step]]\ncode = "a"\nname = "验收"\n[[step.signature]]\nof = "desk"\n'
    version = adopt_procedure(signed, by=world.console)
    item = add_item(code="S1", terms=Terms(name="验收", procedure=str(version)), by=world.console)
    matter = walks.handling(world, item=item)
    press(water, matter, "step", step="a")
    assert f"waits for the signature of: {world.units['JY'].name}" in words(water.get(page(matter)))


def test_a_holder_passes_it_on_to_a_unit_below_its_own_only(world, sign_in):
    matter = world.receive()
    assign(matter, by=world.actor("clerk"), unit=world.units["street"])
    office = sign_in("office")
    labels = office.get(page(matter, "assignment")).context["form"].fields["unit"].widget.labels
    assert labels == ["柳岸社区居委会", "样例物业"]
    press(office, matter, "assignment", unit="柳岸社区居委会")
    matter.refresh_from_db()
    assert [level.unit.code for level in active(matter)] == ["street", "willow"]


def test_a_praise_may_be_called_back_without_asking_whether_it_is_solved(world, clerk):
    matter = walks.answered(world, kind="praise")
    assert "May be left out for this kind of matter." in words(clerk.get(page(matter, "call-back")))
    said = {"telling": matter.tellings.get().pk, "reached": "yes", "contacted": "yes", "satisfaction": "4"}
    assert press(clerk, matter, "call-back", **said).status_code == 303


def test_a_matter_without_a_contact_is_closed_on_that_ground(world, clerk):
    form = clerk.get(page(walks.answered(world, phone="")))
    assert form.context["next"].initial["ground"] == "no_contact"


def test_without_a_ground_that_the_records_bear_out_none_is_chosen(world, clerk):
    form = clerk.get(page(walks.answered(world), "closure")).context["form"]
    assert form.initial["ground"] is None


def test_an_answer_is_not_offered_while_something_is_open(world, water):
    matter = walks.handling(world)
    world.receive(parent=matter, mandatory=True)
    assert "/answer/" not in words(water.get(page(matter)))
    assert water.get(page(matter, "answer")).status_code == 422


def test_sorting_without_a_unit_leaves_it_with_the_desk(world, clerk, water_item):
    matter = world.receive()
    press(clerk, matter, "sorting", item="停水", place="柳岸第一网格")
    matter.refresh_from_db()
    assert (matter.item, matter.unit, matter.state) == (water_item, world.units["JY"], State.RECEIVED)


def test_what_leaves_ones_sight_by_ones_own_act_leads_home(world, clerk):
    add_item(code="C1", terms=Terms(name="举报", visibility="confidential"), by=world.console)
    response = press(clerk, world.receive(), "sorting", item="举报", place="柳岸第一网格")
    assert response["Location"] == "/desk/"
    assert Matter.objects.get().confidential


def test_who_only_helps_is_not_offered_to_write_to_the_resident(world, sign_in):
    matter = walks.handling(world)
    assist(matter, by=world.actor("coordinator"), unit=world.units["power"], task="看看电路")
    helper = sign_in("power")
    assert "message/" not in words(helper.get(page(matter)))
    assert "the resident too" not in words(helper.get(page(matter, "attachment")))
    press(helper, matter, "attachment", file=SimpleUploadedFile("note.txt", b"seen"))
    assert matter.attachments.get().audience == Audience.INTERNAL


def test_who_only_helps_is_not_offered_to_give_it_to_a_unit(world, sign_in):
    matter = walks.handling(world)
    assist(matter, by=world.actor("coordinator"), unit=world.units["power"], task="看看电路")
    helper = sign_in("power")
    offered = words(helper.get(page(matter)))
    assert 'assignment/"' not in offered
    assert 'assist/"' not in offered
    assert helper.get(page(matter, "assignment")).status_code == 403
    assert press(helper, matter, "assignment", unit="柳岸社区居委会").status_code == 403
    assert "assist/" in words(sign_in("water").get(page(matter)))
