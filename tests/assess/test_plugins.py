"""An agency's own indicators: registered, weighed, and kept from stopping anything; and the suite that they inherit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from firstlight.assess import REGISTRY, GroupFacts, Signal, assess, declared, plugins
from firstlight.assess.facts import AdFacts
from firstlight.assess.indicator import Indicator, registering
from firstlight.assess.indicator import indicator as declare
from firstlight.assess.testing import IndicatorSuite, group
from firstlight.records import Posting

PLUGIN = '''
from firstlight.assess import Signal, indicator

@indicator("OUR-NIGHT", family="ours", grade="C", source="our unit", points=(1, 2))
def night(group):
    """Open at night."""
    found = group.of("time")
    return Signal(1.0, "Open at night", [s.mention for s in found]) if found else None
'''
NIGHT = group("Amber, 24, open 10pm to 4am, call 918 555 0142")
DAY = group("Amber, 24, call 918 555 0142")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = dict(REGISTRY)
    yield
    REGISTRY.clear()
    REGISTRY.update(before)
    declared.cache_clear()


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], list[str]]:
    monkeypatch.syspath_prepend(tmp_path)

    def loaded(name: str, source: str) -> list[str]:
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        declared.cache_clear()
        return plugins.load([EntryPoint("ourunit", name, plugins.GROUP)])

    return loaded


def test_a_plugin_is_asked_and_weighed_as_it_says(load: Callable[[str, str], list[str]]) -> None:
    without = assess(NIGHT)
    assert load("plugin_good", PLUGIN) == []
    assert (REGISTRY["OUR-NIGHT"].plugin, declared().weights["OUR-NIGHT"].control) == ("ourunit", 2)
    found = assess(NIGHT)
    (reason,) = [reason for reason in found.reasons if reason.id == "OUR-NIGHT"]
    assert reason.contribution == declared().points("OUR-NIGHT") == 2
    assert found.score == without.score + 2
    assert reason.evidence
    assert assess(DAY).reasons == tuple(r for r in assess(DAY).reasons if r.id != "OUR-NIGHT")


LEFT_OUT = [
    ("plugin_raises", PLUGIN + "\nraise OSError('no such list')", "OSError: no such list"),
    ("plugin_syntax", "def", "SyntaxError"),
    ("plugin_twice", PLUGIN + PLUGIN, "declared twice"),
    ("plugin_takes_ours", PLUGIN.replace("OUR-NIGHT", "AD-TRUST"), "declared twice"),
    ("plugin_no_points", PLUGIN.replace(", points=(1, 2)", ""), "says its points"),
    ("plugin_lowers", PLUGIN.replace("(1, 2)", "(-1, 2)"), "from 0 to 10"),
    ("plugin_too_much", PLUGIN.replace("(1, 2)", "(1, 11)"), "from 0 to 10"),
    ("plugin_spam", PLUGIN.replace('"ours"', '"spam"'), "may not"),
    ("plugin_silent", PLUGIN.replace('"""Open at night."""', ""), "no docstring"),
]


@pytest.mark.parametrize(("name", "source", "cause"), LEFT_OUT, ids=[row[0] for row in LEFT_OUT])
def test_a_plugin_that_cannot_be_read_is_left_out_whole_and_named(
    load: Callable[[str, str], list[str]], name: str, source: str, cause: str
) -> None:
    before = dict(REGISTRY)
    (told,) = load(name, source)
    assert "indicators of ourunit are left out" in told
    assert cause in told
    assert before == REGISTRY


def test_whoever_says_points_is_a_plugin_by_the_name_of_its_module() -> None:
    declare("OUR-NEW", family="new", grade="C", source="somebody", points=(1, 1))(_speaks)
    assert REGISTRY["OUR-NEW"].plugin == __name__


def _speaks(facts: GroupFacts) -> Signal | None:
    """Speak of every group."""
    return Signal(0.5, "Spoken of", [facts.ads[0].mentions[0]])


def _stranger(facts: GroupFacts) -> Signal | None:
    return Signal(0.5, "Of another group", [replace(facts.ads[0].mentions[0], posting="ad-99")])


def _fails(facts: GroupFacts) -> Signal | None:
    raise KeyError("our list")


ANSWERS: list[tuple[str, Callable[[GroupFacts], Any], str]] = [
    ("raises", _fails, "KeyError: 'our list'"),
    ("no signal", lambda _: True, "type bool"),
    ("too strong", lambda _: Signal(1.5, "Too strong", []), "strength 1.5"),
    ("no number", lambda _: Signal(float("nan"), "No number", []), "strength nan"),
    ("no strength", lambda _: Signal(0.0, "Nothing", []), "strength 0.0"),
    ("no reason", lambda _: Signal(0.5, " ", []), "one line"),
    ("two lines", lambda _: Signal(0.5, "One\ntwo", []), "one line"),
    ("evidence of a stranger", _stranger, "ad-99, which is not in the group"),
]


@pytest.mark.parametrize(("what", "function", "cause"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_an_indicator_that_raises_is_told_and_changes_nothing(
    what: str, function: Callable[[GroupFacts], Any], cause: str
) -> None:
    expected = assess(NIGHT)
    REGISTRY["OUR-OWN"] = Indicator("OUR-OWN", "ours", "C", "our unit", "Explained.", function, "ourunit", (1, 1))
    declared.cache_clear()
    told: list[tuple[str, str]] = []
    assert assess(NIGHT, raised=lambda name, why: told.append((name, why))) == expected
    ((name, why),) = told
    assert name == "OUR-OWN"
    assert cause in why


def test_a_fault_of_our_own_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REGISTRY, "AD-TRUST", replace(REGISTRY["AD-TRUST"], function=_fails))
    with pytest.raises(KeyError, match="our list"):
        assess(NIGHT)


class TestYouth(IndicatorSuite):
    """The suite, on an indicator that ships."""

    indicator = "AD-YOUTH-LANG"
    fires = (group("Amber, young and new in town, Polish lady, call 918 555 0142"), group("College student here"))
    silent = (group("Amber, 24, dinner company"), group("Wine as old as the hills"))


class TestHidden(IndicatorSuite):
    """The suite, on an indicator that reads numbers."""

    indicator = "AD-CONTACT-OBF"
    fires = (group("call nine one eight 555 01four2"), group(Posting("a", "call nine one eight 555 01four2"), "Hi"))
    silent = (group("call 918 555 0142"), group("no number here"))


def _reads_origin(facts: GroupFacts) -> Signal | None:
    """Read what it must not."""
    stated = facts.wording("AD-ETHNICITY-STATED")
    ads: tuple[AdFacts, ...] = facts.ads
    return Signal(0.9 if stated else 0.5, "Reads an origin", [m for ad in ads for m in ad.mentions])


def _rests_elsewhere(facts: GroupFacts) -> Signal | None:
    """Rest on more than it names."""
    return Signal(0.5, "Rests elsewhere", facts.ads[0].mentions[:1])


REFUSED = [
    ("test_it_does_not_read_an_origin", _reads_origin),
    ("test_it_rests_on_what_it_names", _rests_elsewhere),
    ("test_it_is_silent_where_it_must_be", _rests_elsewhere),
]


@pytest.mark.parametrize(("test", "function"), REFUSED, ids=[row[0] for row in REFUSED])
def test_the_suite_refuses(test: str, function: Callable[[GroupFacts], Signal | None]) -> None:
    with registering("ourunit"):
        declare("OUR-BAD", family="ours", grade="C", source="our unit", points=(1, 1))(function)
    declared.cache_clear()

    class Bad(IndicatorSuite):
        indicator = "OUR-BAD"
        fires = (group("Amber, Polish lady, call 918 555 0142"),)
        silent = (group("Amber, 24"),)

    with pytest.raises(AssertionError):
        getattr(Bad(), test)()
