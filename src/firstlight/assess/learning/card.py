"""The card of a trained model: what it learned from, how it did on groups held out, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import fmean
from typing import Any

from firstlight.assess.learning.calibration import WIDE
from firstlight.assess.learning.model import CELLS, LEAST_FACTOR, MOST_FACTOR, Model

_CELLS = ("weak", "middling", "strong")


def write(model: Model) -> str:
    """Return the card as Markdown; everything in it comes from the model's own file."""
    return "\n".join(_lines(model)) + "\n"


def _lines(model: Model) -> Iterator[str]:
    about = model.about
    yield f"# Model {model.version}"
    yield ""
    yield f"Made {model.made} on declared weights version {model.priors}; learner: {model.learner}."
    yield "It orders groups of ads so that a person opens first what matters most. It is no finding, and no evidence."
    yield ""
    yield "## Labels"
    yield ""
    yield f"Taught by: {_counts(about.get('taught', {}))}. Audited (random share): {_counts(about.get('audited', {}))}."
    yield f"Groups that accounts contradict each other about, left out: {about.get('contradicted', 0)}."
    yield ""
    yield "| account | labels | contradicted | weight of one |"
    yield "|---|---|---|---|"
    for who, of in about.get("accounts", {}).items():
        yield f"| {_plain(who)} | {of['labels']} | {of['contradicted']} | {of['weight']} |"
    yield ""
    yield "## On groups held out"
    yield ""
    trial: Mapping[str, Any] = about.get("trial", {})
    yield f"nDCG at 50, later groups only, hard rules hidden; {trial.get('held_out', 0)} groups with a gain."
    yield ""
    yield "| ranked by | mean | folds |"
    yield "|---|---|---|"
    for name, folds in trial.get("ndcg", {}).items():
        yield (
            f"| {name} | {fmean(folds):.3f} | {', '.join(f'{value:.3f}' for value in folds)} |"
            if folds
            else (f"| {name} | - | |")
        )
    yield ""
    yield from _calibration(model)
    yield from _factors(model)
    yield "## Not done, and why"
    yield ""
    yield from (f"- {why}" for why in about.get("not_done", ()) or ("nothing was left out",))
    yield ""
    yield "Ethnicity, nationality and language are no input. A sign with a hard rule keeps its declared weight."


def _calibration(model: Model) -> Iterator[str]:
    yield "## Calibration"
    yield ""
    if not model.calibration:
        yield "None: the values and their ranges are as declared, not frequencies."
    for question, fitted in model.calibration.items():
        error = model.about.get("calibration_error", {}).get(question)
        said = "not measured" if error is None else f"{error:.3f}"
        yield (
            f"- possible {question}: {fitted.labels} audited groups, error on those held out {said}; "
            f"where the range is wider than {WIDE} the declared value is shown"
        )
    yield ""


def _factors(model: Model) -> Iterator[str]:
    yield "## What the labels changed"
    yield ""
    if not model.factors:
        yield "Nothing: every weight is as declared."
    else:
        edges = f"weak below {CELLS[0]}, strong from {CELLS[1]}; factors lie between {LEAST_FACTOR} and {MOST_FACTOR}"
        yield f"Factors on the declared points, by the strength of the sign ({edges})."
        yield ""
        yield f"| sign | question | {' | '.join(_CELLS)} |"
        yield "|---|---|---|---|---|"
        for question, of in model.factors.items():
            for name, row in of.items():
                yield f"| {name} | {question} | {' | '.join(f'{factor:.2f}' for factor in row)} |"
    yield ""


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"


def _plain(name: str) -> str:
    return " ".join(name.replace("|", "/").split())
