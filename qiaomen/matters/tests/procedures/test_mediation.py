"""People's mediation: from the first demand to an agreement that both have signed, and thirty days on."""

from datetime import timedelta

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.assisting import report
from qiaomen.matters.actions.stepping import pass_gate
from qiaomen.matters.models import Matter, Whistle
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests.procedures.ways import (
    OTHER,
    RESIDENT,
    begun,
    close_it,
    done,
    due,
    ends,
    finish,
    later,
    open_steps,
    sign,
    take,
    told,
)
from qiaomen.matters.tests.whistles import AT, blow, come
from tests.world import World


def proposed(world: World, agreed: str) -> Matter:
    matter = begun(world, "mediation")
    take(world, matter, "look", willing="yes")
    for code in ("listen", "ask"):
        take(world, matter, code)
    take(world, matter, "judge", agreed=agreed)
    return matter


def test_both_sign_and_after_thirty_days_somebody_asks_again(world: World):
    matter = proposed(world, agreed="yes")
    take(world, matter, "agreement", 履行期限="2026-03-15")
    with pytest.raises(Refusal, match="First complete: 签订调解协议"):
        finish(world, matter)
    with pytest.raises(Forbidden):
        sign(world, matter, "agreement", OTHER, by="clerk")
    sign(world, matter, "agreement", RESIDENT, by="willow")
    sign(world, matter, "agreement", OTHER, by="willow")
    assert "请在2026年3月15日前各自做到" in told(matter)
    finish(world, matter)
    assert due(matter, "follow") - clock.now() >= timedelta(days=30)
    with pytest.raises(Refusal, match="First complete: 三十天回访"):
        close_it(world, matter)
    with later(days=30):
        take(world, matter, "follow", kept="已履行")
        close_it(world, matter)
    assert done(matter) == ["look", "listen", "ask", "judge", "agreement", "follow"]


def test_several_units_are_called_to_the_spot_and_each_gets_its_part(world: World):
    matter = begun(world, "mediation")
    assert open_steps(matter) == ["whistle", "parts", "look"]
    blow(world, matter, "water")
    come(world, matter, "water")
    with clock.told(AT):
        report(matter, by=world.actor("water"), text="可以改管")
    whistle = f"whistle/{Whistle.objects.get().pk}"
    pass_gate(matter, by=machine("procedure"), gate="whistle", evidence=whistle)
    take(world, matter, "parts", 牵头单位="柳岸社区居委会", 各单位的分工="水务科改管，社区调解")
    assert ends(matter) == {"whistle": "done", "parts": "done", "look": ""}


def test_nobody_is_mediated_with_who_does_not_want_it(world: World):
    matter = begun(world, "mediation")
    take(world, matter, "look", willing="no")
    take(world, matter, "other_ways", 其他途径="向人民法院起诉")
    assert "您还可以走的途径：向人民法院起诉。" in told(matter)
    finish(world, matter, Outcome.EXPLAINED)
    close_it(world, matter)
    assert done(matter) == ["look", "other_ways"]


def test_without_an_agreement_the_other_ways_are_told(world: World):
    matter = proposed(world, agreed="no")
    take(world, matter, "other_ways")
    finish(world, matter, Outcome.EXPLAINED)
    close_it(world, matter)
    assert "agreement" not in ends(matter)
