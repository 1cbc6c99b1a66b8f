"""What an empty installation gets."""

from qiaomen.catalogue.models import Item, ItemVersion, ProcedureVersion, Rule
from qiaomen.catalogue.procedures.library import shipped
from qiaomen.catalogue.promises import promise_of
from qiaomen.catalogue.router import Router
from qiaomen.catalogue.setup import set_up_catalogue
from qiaomen.kernel.limits import Limit
from qiaomen.people.tests.conftest import TODAY


def test_the_default_promise_is_complete(ready):
    unsorted = Item.objects.get(code="unsorted").version_on(TODAY)
    promise = promise_of(unsorted, unsorted)
    limits = (promise.accept, promise.answer, promise.call_back)
    assert limits == tuple(map(Limit.parse, ("4 work_hours", "5 workdays", "3 workdays")))
    assert promise.pausable
    assert unsorted.retention_days == 365


def test_an_order_to_report_is_for_the_staff_and_cannot_be_paused(ready):
    order = Item.objects.get(code="supervision").version_on(TODAY)
    assert (order.visibility, order.answer, order.pausable) == ("unlisted", "3 workdays", False)


def test_the_desk_answers_for_everything_everywhere(ready, desk, places):
    assert Router.load().unit_for(None, places["grid"], TODAY) == desk.pk


def test_setting_up_twice_adds_nothing(ready, desk, console):
    def rows():
        return [model.objects.count() for model in (Item, ItemVersion, ProcedureVersion, Rule)]

    before = rows()
    set_up_catalogue(desk=desk, by=console)
    assert rows() == before == [2, 2, len(list(shipped())), 1]
