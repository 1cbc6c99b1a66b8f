"""What a report says of matters that went their way."""

import json

from qiaomen.indicators.reports import report_rates
from qiaomen.matters.tests.walks import closed
from tests.world import World


def test_a_matter_closed_content_counts_in_every_rate(world: World):
    closed(world)
    total = report_rates(by=world.actor("leader")).total
    assert (total.response.rate, total.resolution.rate, total.satisfaction.rate) == (1, 1, 1)
    assert (total.matters, total.reached.rate, total.on_time.rate) == (1, 1, 1)


def test_an_empty_period_is_valid_json_with_null_rates(world: World):
    said = json.loads(json.dumps(report_rates(by=world.actor("leader")).to_json()))
    assert said["total"]["response_rate"] == {"numerator": 0, "denominator": 0, "rate": None}
    assert said["groups"] == []
