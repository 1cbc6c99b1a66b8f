"""The world, with matters that units have closed in February, seen in March."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from qiaomen.indicators.sampling.actions import draw_sample
from qiaomen.indicators.sampling.models import Sample, SampledCase
from qiaomen.kernel import clock
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import closed
from tests.world import World, monday, world

__all__ = ["monday", "world"]

FEBRUARY, IN_FEBRUARY = date(2026, 2, 1), datetime(2026, 2, 10, 2, tzinfo=UTC)


@pytest.fixture
def closings(world: World) -> list[Matter]:
    """Four matters of the water office."""
    with clock.told(IN_FEBRUARY):
        return [closed(world) for _each in range(4)]


@pytest.fixture
def sample(world: World, closings: list[Matter]) -> Sample:
    return draw_sample(FEBRUARY, per_unit=2, by=world.console)


@pytest.fixture
def case(sample: Sample) -> SampledCase:
    return sample.cases.order_by("pk").first()


@pytest.fixture(autouse=True)
def _march(monday: datetime) -> Iterator[None]:
    with clock.told(monday):
        yield
