from __future__ import annotations

from firstlight.simulate import places, wording
from firstlight.simulate.contacts import Numbers
from firstlight.simulate.dice import Dice
from firstlight.simulate.rates import Size


def test_the_sequence_is_pinned() -> None:
    dice = Dice(1)
    assert [dice.below(1000) for _ in range(5)] == [134, 847, 763, 255, 495]
    assert dice.some("abcdef", 3) == ["c", "d", "e"]


def test_draws_stay_within_their_range() -> None:
    dice = Dice(3)
    assert {dice.between(2, 4) for _ in range(200)} == {2, 3, 4}
    assert {dice.size(Size(1, 3)) for _ in range(200)} == {1, 2, 3}
    assert dice.some((1, 2), 5) in ([1, 2], [2, 1])
    assert not dice.chance(0.0)
    assert dice.chance(1.0)


def test_numbers_are_handed_out_once_until_none_is_left() -> None:
    numbers = Numbers(Dice(1))
    taken = [numbers.take("WY") for _ in range(100)]
    assert all(phone is not None and phone.startswith("+1307") for phone in taken)
    while (phone := numbers.take("WY")) is not None:
        taken.append(phone)
    assert len(set(taken)) == len(taken) == 100 * sum(len(areas) for _, areas in places.states().values())


def test_circuits_start_at_home_and_never_call_twice() -> None:
    for seed in range(20):
        dice = Dice(seed)
        home = places.draw(dice)
        cities = places.circuit(dice, home, 5)
        assert cities[0] == home
        assert len(set(cities)) == 5


def test_settling_leaves_slots_and_no_alternative() -> None:
    assert wording.settle(Dice(1), "[a|a] {name}[.|.]") == "a {name}."
    assert wording.settle(Dice(1), "as it is") == "as it is"
