from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from firstlight.simulate.forum.zones import TOWNS, Town

MOMENTS = st.integers(1_704_067_200, 1_830_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(st.sampled_from(TOWNS), MOMENTS)
def test_offsets_are_those_of_the_systems_tables(town: Town, moment: datetime) -> None:
    zone = town.zone
    wanted = moment.astimezone(ZoneInfo(zone.name)).utcoffset()
    assert timedelta(minutes=zone.offset(moment)) == wanted


@given(st.sampled_from(TOWNS), MOMENTS)
def test_a_wall_clock_leads_back_to_its_moment_but_for_the_hour_that_comes_twice(town: Town, moment: datetime) -> None:
    zone = town.zone
    back = zone.moment(zone.local(moment).replace(tzinfo=None))
    assert back in (moment, moment - timedelta(hours=1))
