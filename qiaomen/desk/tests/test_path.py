"""The path of steps on the matter's page."""

from qiaomen.desk.tests.posting import page, press, words
from qiaomen.matters.tests.test_leading_back import take, under_review
from qiaomen.matters.tests.test_steps import handled, step


def test_a_step_that_waits_leads_nowhere_and_says_from_when_it_can_be_done(world, sign_in):
    matter = handled(world, step("post"), step("heard", 'after = "5 workdays"'), unit="willow")
    take(world, matter, "post")
    shown = words(sign_in("willow").get(page(matter)))
    assert "can be completed from March 9, 2026, 17:30 on" in shown
    assert "step=heard" not in shown
    assert "The answer has to wait. First complete: heard." in shown


def test_it_is_refused_in_its_form_too(world, sign_in):
    matter = handled(world, step("post"), step("heard", 'after = "5 workdays"'), unit="willow")
    take(world, matter, "post")
    answer = press(sign_in("willow"), matter, "step", step="heard")
    assert (answer.status_code, "it can be completed from" in words(answer)) == (422, True)


def test_whoever_takes_a_step_again_reads_why(world, sign_in):
    matter = under_review(world, '[[step.field]]\nlabel = "意见"\n')
    take(world, matter, "review", by="office", ok="no", 意见="依据写错了")
    shown = words(sign_in("willow").get(page(matter)))
    assert "led back on" in shown
    assert "依据写错了" in shown
