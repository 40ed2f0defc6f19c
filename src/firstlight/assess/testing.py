"""The suite that every indicator's tests inherit, an agency's own too; it needs pytest only to be run.

    from firstlight.assess.testing import IndicatorSuite, group

    class TestNightShift(IndicatorSuite):
        indicator = "OUR-NIGHT-SHIFT"
        fires = (group("Amber, 24, open from midnight", "Amber, 24, open from midnight, call 918 555 0142"),)
        silent = (group("Amber, 24, open from nine"),)

`group` makes the facts of a group from ads as they would be read: texts, or postings where more is wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firstlight.assess.facts import AdFacts, GroupFacts
from firstlight.assess.indicator import GRADES, Indicator, Signal
from firstlight.assess.indicators import REGISTRY
from firstlight.assess.plugins import checked
from firstlight.assess.priors import declared
from firstlight.extract import mentions
from firstlight.records import Mention, Posting

_ORIGIN = "AD-ETHNICITY-STATED"


def group(*ads: str | Posting, regions: Sequence[str] = ("US", "CA")) -> GroupFacts:
    """Return the facts of a group of ads that belong together, with what extraction finds in each.

    A plain text is an ad with nothing beside it. Ads of one wording are taken for copies only if their texts are equal.
    """
    texts: dict[str, int] = {}
    facts = []
    for number, given in enumerate(ads):
        ad = Posting(id=f"ad-{number}", text=given) if isinstance(given, str) else given
        digest = texts.setdefault(ad.text, len(texts) + 1)
        found = tuple(mentions(ad, regions=regions))
        facts.append(AdFacts(number, ad.id, ad.site, ad.location, ad.posted_at, ad.author, ad.pictures, digest, found))
    return GroupFacts("G-TEST", tuple(facts))


class IndicatorSuite:
    """What holds for every indicator. Name one, and give groups in which it must speak and in which it must not."""

    indicator: str
    fires: Sequence[GroupFacts]
    silent: Sequence[GroupFacts]

    @property
    def entry(self) -> Indicator:
        """The indicator, as it is registered."""
        return REGISTRY[self.indicator]

    def said(self, facts: GroupFacts) -> Signal:
        """Return its answer for a group in which it must speak."""
        signal = self.entry(facts)
        assert signal is not None, f"{self.indicator} says nothing where it must speak"
        return signal

    def test_it_ships_examples(self) -> None:
        """At least one group of each."""
        assert self.fires
        assert self.silent

    def test_it_explains_itself(self) -> None:
        """The investigator reads the docstring, and who is behind the sign."""
        assert self.entry.explanation.endswith(".")
        assert self.entry.grade in GRADES
        assert self.entry.source

    def test_it_speaks_with_a_reason_and_evidence_of_the_group(self) -> None:
        """Strength, reason and evidence are what they must be."""
        for facts in self.fires:
            assert checked(self.said(facts), facts).evidence or not declared().points(self.indicator)

    def test_it_is_silent_where_it_must_be(self) -> None:
        """It says nothing of the other examples, nor of an ad that holds nothing."""
        for facts in (*self.silent, group("Hello")):
            assert self.entry(facts) is None

    def test_it_says_the_same_again(self) -> None:
        """The order in which ads stand in a group, and chance, change nothing."""
        for facts in self.fires:
            again = replace(facts, ads=tuple(reversed(facts.ads)))
            assert self.said(facts) == self.said(replace(facts)) == self.said(again)

    def test_it_rests_on_what_it_names(self) -> None:
        """Without the words that it names it says nothing, or says it more weakly."""
        for facts in self.fires:
            signal = self.said(facts)
            if declared().points(self.indicator):
                less = self.entry(_without(facts, signal.evidence))
                assert less is None or less.strength < signal.strength

    def test_it_does_not_read_an_origin(self) -> None:
        """That an origin is stated, and with which words, changes nothing but in the indicator that says so."""
        for facts in self.fires if self.indicator != _ORIGIN else ():
            stated = [m for ad in facts.ads for m in ad.mentions if m.kind == "wording" and m.value == _ORIGIN]
            assert self.said(_without(facts, stated)).strength == self.said(facts).strength


def _without(facts: GroupFacts, gone: Sequence[Mention]) -> GroupFacts:
    out = set(gone)
    ads = (replace(ad, mentions=tuple(m for m in ad.mentions if m not in out)) for ad in facts.ads)
    return replace(facts, ads=tuple(ads))
