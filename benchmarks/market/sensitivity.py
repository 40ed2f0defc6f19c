"""One assumption changed at a time, the others as in the reported table; always on development markets."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.market.protocol import BASE, RATES, Budget
from firstlight.simulate import Rates
from firstlight.simulate.rates import Size


def cases() -> dict[str, Rates]:
    """Return the rates of each case by its name."""
    spent: dict[str, Rates] = {"as reported": RATES}
    spent["an adversary who spends nothing"] = BASE
    for name in ("obfuscation", "churn", "paraphrase", "decoys", "cover"):
        spent[f"all on {name}, nothing else"] = Budget(**{name: 1.0}).rates(BASE)
    spent["all on everything"] = Budget(1.0, 1.0, 1.0, 1.0, 1.0).rates(BASE)
    return spent | {
        "ages of minors never given inconsistently": replace(RATES, minor_inconsistent=RATES.adult_inconsistent),
        "no age under 18 ever stated": replace(RATES, minor_stated=0.0),
        "no open cases": replace(RATES, record_for_minor=0.0),
        "youth wording no commoner with minors": replace(RATES, minor_youth_wording=RATES.adult_youth_wording),
        "trust wording no commoner with minors": replace(RATES, minor_trust_wording=RATES.adult_trust_wording),
        "numbers hidden no oftener with minors": replace(RATES, obfuscating_hidden=RATES.obfuscating),
        "few ads for each minor": replace(RATES, minor_ads=Size(2, 12)),
        "half as many minors": replace(RATES, minor=0.015, independent=RATES.independent + 0.015),
    }
