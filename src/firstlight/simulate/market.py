"""A simulated market: hidden operators, what they post, and the truth about it in files of its own."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from firstlight.errors import UnreadableFile
from firstlight.simulate import ads as posts
from firstlight.simulate import cases
from firstlight.simulate.ads import Plan
from firstlight.simulate.dice import Dice
from firstlight.simulate.operators import Cast, Operator
from firstlight.simulate.rates import Rates

Progress = Callable[[int, int], None]
"""Called with (ads written so far, ads in all)."""

_STRIDE = 1_000


def market(out: Path, *, ads: int, seed: int, progress: Progress | None = None, rates: Rates | None = None) -> None:
    """Write a market of `ads` ads into the folder `out`: ads.jsonl, truth.jsonl, records.csv and .json, README.md.

    The same seed, number of ads and rates give the same bytes on any machine. All text is neutral, all phones lie in
    555-0100..0199. Memory grows with the number of ads, about 500 bytes each.
    Raises UnreadableFile when the folder cannot be written.
    """
    rates = rates or Rates()
    operators, plans = _plan(Dice(2 * seed), rates, ads)
    dice = Dice(2 * seed + 1)
    first_days = {plan.operator: plan.minute // posts.DAY for plan in reversed(plans)}
    missing = cases.draw(dice, rates, operators, first_days)
    try:
        out.mkdir(parents=True, exist_ok=True)
        _write_ads(out, dice, rates, operators, plans, {case.persona: case.id for case in missing}, progress)
        _write_cases(out, missing)
        (out / "README.md").write_text(_readme(rates, ads, seed), "utf-8", newline="\n")
    except OSError as error:
        raise UnreadableFile(str(out), error.strerror or str(error)) from error


def _plan(dice: Dice, rates: Rates, ads: int) -> tuple[list[Operator], list[Plan]]:
    """Return operators and their ads in order of time; classes are dealt so that shares hold in small markets too."""
    shares = rates.shares()
    dealt = dict.fromkeys(shares, 0)
    cast = Cast(dice, rates, ads)
    operators: list[Operator] = []
    plans: list[Plan] = []
    most = max(3, int(ads * rates.largest_operator))
    while len(plans) < ads:
        kind = max(shares, key=lambda kind: shares[kind] * (len(operators) + 1) - dealt[kind])
        dealt[kind] += 1
        operator = cast.operator(kind)
        operators.append(operator)
        plans += posts.plan(dice, rates, operator, min(most, ads - len(plans)))
    plans.sort()
    return operators, plans


def _write_ads(
    out: Path,
    dice: Dice,
    rates: Rates,
    operators: list[Operator],
    plans: list[Plan],
    case_of: dict[int | None, str],
    progress: Progress | None,
) -> None:
    with (
        (out / "ads.jsonl").open("w", encoding="utf-8", newline="\n") as ads,
        (out / "truth.jsonl").open("w", encoding="utf-8", newline="\n") as truths,
    ):
        for serial, plan in enumerate(plans, 1):
            operator = operators[plan.operator - 1]
            ad, truth = posts.write(dice, rates, operator, plan, serial)
            truth["case"] = case_of.get(operator.personas[plan.persona].serial)
            ads.write(_line(ad))
            truths.write(_line(truth))
            if progress and (serial % _STRIDE == 0 or serial == len(plans)):
                progress(serial, len(plans))


def _write_cases(out: Path, missing: list[cases.Case]) -> None:
    with (out / "records.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(cases.FIELDS)
        rows.writerows([getattr(case, name) for name in cases.FIELDS] for case in missing)
    written = [{name: getattr(case, name) for name in cases.FIELDS} for case in missing]
    text = json.dumps(written, ensure_ascii=False, indent=1) + "\n"
    (out / "records.json").write_text(text, encoding="utf-8", newline="\n")


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _readme(rates: Rates, ads: int, seed: int) -> str:
    assumptions = "\n".join(f"| {name} | {value} |" for name, value in rates.listing())
    return f"""# A simulated market

{ads} ads, seed {seed}. Nobody in it exists: names are words, phone numbers lie in the
range kept for fiction, text is neutral.
`ads.jsonl` are postings, `truth.jsonl` says who stands behind each,
`records.csv` and `records.json` are the same invented open missing-child cases.

A figure reached on this market is never accuracy on trafficking: every rate below is an assumption.

| assumption | value |
|---|---|
{assumptions}
"""
