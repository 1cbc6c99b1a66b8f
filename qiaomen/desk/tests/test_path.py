"""The path of steps on the matter's page."""

import pytest

from qiaomen.desk.tests.posting import page, words
from qiaomen.matters.tests.test_leading_back import take, under_review


@pytest.mark.usefixtures("monday")
def test_whoever_takes_a_step_again_reads_why(world, sign_in):
    matter = under_review(world, '[[step.field]]\nlabel = "意见"\n')
    take(world, matter, "review", by="office", ok="no", 意见="依据写错了")
    shown = words(sign_in("willow").get(page(matter)))
    assert "led back on" in shown
    assert "依据写错了" in shown
