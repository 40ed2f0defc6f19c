"""From the decisions of a desk to a model in its workspace, and what can be said about both.

train    labels -> examples -> trial on held-out groups -> factors, calibration -> models/000N.json, in use
status   what there is to learn from, how right the values are, whether the market has changed
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from firstlight import assess
from firstlight.assess.learning import Example, Model, Said, calibration, card, gather, model, training, trial
from firstlight.assess.learning.drift import drift, portrait
from firstlight.assess.learning.examples import Question, answer, voices
from firstlight.desk import Desk
from firstlight.errors import InputError, WorkspaceError
from firstlight.records import Label
from firstlight.settings import Settings
from firstlight.sift.assessing import in_use, load
from firstlight.sift.cases import open_cases
from firstlight.sift.report import SiftReport
from firstlight.workspace import Workspace

AUDITED: tuple[Question, ...] = ("minor", "control")
"""The values that an audit calibrates."""

PORTRAYED = 5_000
"""Leads that a portrait is drawn from, spread evenly over all."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a desk's decisions come to: `taught` trains, `audit` (the random share) calibrates, never both."""

    taught: list[Example]
    audit: list[Example]
    contradicted: list[tuple[Said, ...]]
    said: list[Said]


def labelled(workspace: Workspace, desk: Desk, settings: Settings) -> Labelled:
    """Read the decisions of a desk, each group with the signs that it shows now."""
    said = standing_by_account(desk)
    cases, _ = open_cases(workspace, settings, SiftReport())
    names = desk.roots_named({one.group for one in said})
    facts = {group.group: group for group in desk.facts(sorted(set(names.values())))}
    now = dict(zip(sorted(set(names.values())), facts, strict=True))
    # Groups that were merged since are one group now, and may turn out to be contradicted.
    moved = [Said(now[names[one.group]], one.label, one.who, one.at, one.share) for one in said if one.group in names]
    agreed, contradicted = gather(moved)
    examples = [Example(one, assess.strengths(facts[one.group], cases)) for one in agreed if one.label != "unclear"]
    return Labelled(
        [example for example in examples if example.said.share != "random"],
        [example for example in examples if example.said.share == "random"],
        contradicted,
        moved,
    )


def standing_by_account(desk: Desk) -> list[Said]:
    """Return the newest label of each account for each group that was not taken back."""
    log = desk.decisions()
    undone = {entry.undoes for entry in log}
    newest: dict[tuple[str, str], Said] = {}
    for entry in log:
        if entry.act == "label" and entry.entry not in undone:
            label: Label = entry.value  # type: ignore[assignment] # the log takes no other
            newest[entry.subject, entry.who] = Said(entry.subject, label, entry.who, entry.at, entry.share)
    return list(newest.values())


def train(workspace: Workspace, desk: Desk, settings: Settings, *, who: str) -> Model:
    """Train on a desk's decisions; write the model that is best on held-out groups, with its card, and use it.

    Raises InputError with every reason when nothing can be learned, or nothing is better than the weights as declared
    and the audit is too small to calibrate them; the model in use then stays.
    """
    labels = labelled(workspace, desk, settings)
    if not labels.said:
        raise InputError(
            "there are no decisions to learn from: decide on leads first (`firstlight decide`, or the pages)"
        )
    priors = assess.declared()
    made, reasons = _best(labels, priors, max(workspace.models.versions(), default=0) + 1, desk)
    if made.learner == "declared" and not made.calibration:
        raise InputError("no model was made, the weights stay as they are: " + "; ".join(reasons))
    workspace.models.add(made.version, model.dump(made), card.write(made))
    workspace.models.use(made.version, who=who, why="trained")
    return made


def _best(labels: Labelled, priors: assess.Priors, version: int, desk: Desk) -> tuple[Model, list[str]]:
    tried = trial.compare(labels.taught, priors)
    factors, refused = training.train(labels.taught, priors)
    reasons = [f"{question}: {why}" for question, why in refused.items()]
    if tried.winner == "declared":
        factors = {}
        reasons.append(_no_winner(tried))
    elif tried.winner != "ebm":
        factors = trial.LEARNERS[tried.winner](labels.taught, priors)
    made = Model(
        version=version,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        priors=priors.version,
        learner=tried.winner,
        factors=factors,
        calibration={},
        reference=portrait(desk.sample_leads(PORTRAYED)),
        about=_about(labels, tried, refused),
    )
    calibrated: dict[str, calibration.Calibration] = {
        q: fitted for q in AUDITED if (fitted := _calibrate(made, labels.audit, q, priors)) is not None
    }
    if len(calibrated) < len(AUDITED):
        missing = ", ".join(question for question in AUDITED if question not in calibrated)
        reasons.append(
            f"{len(labels.audit)} groups of the random share have a label, {calibration.LEAST} with both answers are "
            f"needed to calibrate ({missing})"
        )
    error = {q: audit_error(made, labels.audit, q, priors) for q in AUDITED if q in calibrated}
    about = {**made.about, "calibration_error": error, "not_done": reasons}
    return replace(made, calibration=calibrated, about=about), reasons


def _no_winner(tried: trial.Trial) -> str:
    if tried.held_out < trial.LEAST_HELD_OUT:
        return f"{tried.held_out} minors or trafficking among the groups held out: {trial.LEAST_HELD_OUT} are needed"
    return "on the groups held out no trained model orders better than the weights as declared"


def answers(examples: Sequence[Example], question: Question) -> list[tuple[Example, bool]]:
    """Return audited groups with their answer; whether a minor is offered has an answer for spam too: no."""
    if question == "minor":
        return [(example, example.said.label == "minor") for example in examples]
    rest = [example for example in examples if example.said.label != "minor"]
    return [(example, bool(answer(example.said.label, "control"))) for example in rest]


def _points(made: Model, example: Example, question: Question, priors: assess.Priors) -> float:
    signs = made.weigh(example.strengths, priors)
    return model.raw_points(signs, example.strengths, made, priors, question)


def _calibrate(
    made: Model, audit: Sequence[Example], question: Question, priors: assess.Priors
) -> calibration.Calibration | None:
    pairs = answers(audit, question)
    return calibration.fit([_points(made, e, question, priors) for e, _ in pairs], [label for _, label in pairs])


def audit_error(
    made: Model, audit: Sequence[Example], question: Question, priors: assess.Priors, folds: int = 5
) -> float | None:
    """Return the calibration error on audited groups that the calibration has not seen (cross-fitted); None if few."""
    pairs = answers(audit, question)
    points = [_points(made, example, question, priors) for example, _ in pairs]
    values, labels = [], []
    for fold in range(folds):
        kept = [at for at in range(len(pairs)) if at % folds != fold]
        fitted = calibration.fit([points[at] for at in kept], [pairs[at][1] for at in kept])
        if fitted is None:
            return None
        for at in range(fold, len(pairs), folds):
            values.append(fitted.interval(points[at]).value)
            labels.append(pairs[at][1])
    return round(calibration.error(values, labels), 4)


def _about(labels: Labelled, tried: trial.Trial, refused: Mapping[str, str]) -> dict[str, Any]:
    return {
        "taught": dict(Counter(example.said.label for example in labels.taught)),
        "audited": dict(Counter(example.said.label for example in labels.audit)),
        "streams": dict(Counter(one.share or "none" for one in labels.said)),
        "accounts": accounts(labels),
        "contradicted": len(labels.contradicted),
        "refused": dict(refused),
        "trial": {
            "ndcg": {name: list(of) for name, of in tried.folds.items()},
            "winner": tried.winner,
            "held_out": tried.held_out,
        },
    }


def accounts(labels: Labelled) -> dict[str, dict[str, float]]:
    """Return for each account its labels, how many others contradict, and the weight that one of them has."""
    weight = voices(labels.said)
    counts = Counter(one.who for one in labels.said)
    against = Counter(one.who for group in labels.contradicted for one in group)
    return {
        who: {"labels": counts[who], "contradicted": against[who], "weight": round(weight[who], 3)}
        for who in sorted(counts)
    }


@dataclass(frozen=True, slots=True)
class Status:
    """What `model status` tells: the model in use (None: as declared), the labels, and the drift since it was made."""

    model: Model | None
    versions: list[int]
    labels: Labelled
    error: dict[str, float | None]
    drift: dict[str, float]
    abstains: float | None


def status(workspace: Workspace, desk: Desk, settings: Settings) -> Status:
    """Look at the model in use and at what has been decided and has come in since."""
    used = in_use(workspace)
    labels = labelled(workspace, desk, settings)
    priors = assess.declared()
    if used is None:
        return Status(None, workspace.models.versions(), labels, {}, {}, None)
    error: dict[str, float | None] = {q: audit_error(used, labels.audit, q, priors) for q in AUDITED}
    minor = used.calibration.get("minor")
    doubtful = None
    if minor and labels.audit:
        wide = [calibration.wide(minor.interval(_points(used, e, "minor", priors))) for e in labels.audit]
        doubtful = round(sum(wide) / len(wide), 4)
    now = portrait(desk.sample_leads(PORTRAYED))
    return Status(used, workspace.models.versions(), labels, error, drift(used.reference, now), doubtful)


def roll_back(workspace: Workspace, version: int | None, *, who: str, why: str = "") -> int:
    """Put an earlier version in use (the one before, if None; 0: as declared) and return it.

    A version that is damaged or newer than this program is refused with WorkspaceError, and the one in use stays.
    """
    if version is None:
        used = [entry["version"] for entry in workspace.models.history()]
        try:
            current = workspace.models.current()
        except WorkspaceError:
            current = max(workspace.models.versions(), default=0) + 1  # the pointer is damaged: any earlier will do
        known = [number for number in workspace.models.versions() if number < current and number in used]
        version = max(known, default=0)
    if version:
        load(workspace, version)
    workspace.models.use(version, who=who, why=why or "rolled back")
    return version
