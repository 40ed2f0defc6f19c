from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.assess import REGISTRY, declared
from firstlight.assess.learning.calibration import fit
from firstlight.assess.learning.model import FORMAT, Model, dump, learnable, parse
from firstlight.assess.score import intervals, weigh
from firstlight.errors import InputError

PRIORS = declared()
FACTOR = st.floats(0.25, 2.0)
ROWS = st.dictionaries(st.sampled_from(learnable(PRIORS)), st.tuples(FACTOR, FACTOR, FACTOR))
MODELS = st.builds(
    lambda minor, control, spam: model({"minor": minor, "control": control, "spam": spam}), ROWS, ROWS, ROWS
)
STRENGTHS = st.dictionaries(st.sampled_from(sorted(REGISTRY)), st.floats(0.01, 1.0), max_size=len(REGISTRY))


def model(factors: Any = None, **more: Any) -> Model:
    return Model(
        1, "2026-01-01T00:00:00+00:00", PRIORS.version, "ebm", factors or {}, more.pop("calibration", {}), **more
    )


@given(STRENGTHS)
def test_a_model_that_learned_nothing_weighs_as_declared(strengths: dict[str, float]) -> None:
    signs = weigh(strengths, PRIORS)
    assert model().weigh(strengths, PRIORS) == signs
    assert model().values(signs, strengths, 5, PRIORS) == intervals(signs, 5, PRIORS)


@given(MODELS, STRENGTHS)
def test_contributions_add_up_to_the_last_bit(made: Model, strengths: dict[str, float]) -> None:
    signs = made.weigh(strengths, PRIORS)
    assert sum(s.contribution for s in signs) == sum(s.contribution for s in reversed(signs))


@given(MODELS, STRENGTHS, st.data())
def test_taking_a_sign_away_moves_the_score_against_it(
    made: Model, strengths: dict[str, float], data: st.DataObject
) -> None:
    telling = sorted(name for name in strengths if PRIORS.points(name))
    if not telling:
        return
    gone = data.draw(st.sampled_from(telling))

    def score(of: dict[str, float]) -> float:
        return sum(sign.contribution for sign in made.weigh(of, PRIORS))

    rest = score({name: strength for name, strength in strengths.items() if name != gone})
    assert (rest < score(strengths)) is (PRIORS.points(gone) > 0)


@given(MODELS, st.sampled_from(learnable(PRIORS)), st.floats(0.01, 1.0), st.floats(0.01, 1.0))
def test_a_stronger_sign_never_counts_less(made: Model, name: str, a: float, b: float) -> None:
    low, high = sorted((a, b))
    for weak, strong in zip(made.parts(name, low, PRIORS), made.parts(name, high, PRIORS), strict=True):
        assert abs(weak) <= abs(strong) + 1e-12


def test_a_hard_rule_and_a_sign_that_tests_as_nothing_are_never_learned() -> None:
    names = learnable(PRIORS)
    assert {"AD-AGE-MINOR", "GRP-MISSING", "AD-ETHNICITY-STATED", "AD-AGE-U23"}.isdisjoint(names)
    assert {"AD-YOUTH-LANG", "SPAM-BLAST"} <= set(names)


def test_an_audit_that_knows_little_leaves_the_declared_value() -> None:
    scores = [float(at % 3) for at in range(300)]
    fitted = fit(scores, [at % 30 == 0 for at in range(300)])
    assert fitted is not None
    made = model(calibration={"minor": fitted})
    assert made.values([], {}, 3, PRIORS)[0] == fitted.interval(0.0)
    strengths = {"AD-YOUTH-LANG": 1.0, "AD-CONTACT-OBF": 1.0, "GRP-CIRCUIT": 1.0}
    signs = made.weigh(strengths, PRIORS)
    assert made.values(signs, strengths, 3, PRIORS) == intervals(signs, 3, PRIORS)


@given(MODELS)
def test_what_is_written_is_read(made: Model) -> None:
    assert parse(dump(made)) == made


def _changed(**parts: Any) -> str:
    return json.dumps({**json.loads(dump(model({"minor": {"AD-TRUST": (1.0, 1.0, 1.0)}}))), **parts})


BAD = [
    ("nothing", "", "no model"),
    ("other JSON", "[]", "no model"),
    ("cut short", dump(model())[:-20], "no model"),
    ("a number changed", _changed(version=7), "damaged"),
    ("a newer format", _changed(format=FORMAT + 1), "newer Firstlight"),
    ("not a number", '{"format": NaN}', "no model"),
    ("a factor that silences", dump(model({"minor": {"AD-TRUST": (0.0, 1.0, 1.0)}})), "factors lie between"),
    ("a factor too many", dump(model({"minor": {"AD-TRUST": (1.0,) * 4}})), "3 factors"),
]


@pytest.mark.parametrize(("what", "text", "cause"), BAD, ids=[row[0] for row in BAD])
def test_a_bad_file_is_refused_with_the_cause(what: str, text: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        parse(text)


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_no_text_breaks_the_reading(text: str) -> None:
    with pytest.raises(InputError):
        parse(text)
