"""When and where each operator posts, and the ad that comes of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple

from firstlight.simulate import scripts, spelling, wording
from firstlight.simulate.dice import Dice
from firstlight.simulate.operators import HIDDEN, Operator, Persona
from firstlight.simulate.rates import Rates, Size

DAY = 24 * 60


class Plan(NamedTuple):
    """One ad to be written: minutes from the first day, and indexes into the operator's own lists."""

    minute: int
    operator: int
    persona: int
    city: int
    phone: int


def plan(dice: Dice, rates: Rates, operator: Operator, most: int) -> list[Plan]:
    """Return the operator's ads, at most `most`, in order of time."""
    size: Size = getattr(rates, f"{operator.kind}_ads")
    count = min(dice.size(size), most)
    minutes = sorted(_minutes(dice, rates, operator, count))
    return [
        Plan(
            minute,
            operator.serial,
            dice.below(len(operator.personas)),
            _city(dice, operator, minute // DAY),
            _phone(dice, operator, at, count),
        )
        for at, minute in enumerate(minutes)
    ]


def _minutes(dice: Dice, rates: Rates, operator: Operator, count: int) -> list[int]:
    last = rates.old_days
    if operator.kind == "spam":
        start = last - dice.between(1, rates.current_days)
        return [start * DAY + dice.below(DAY) for _ in range(count)]
    if operator.former:
        start = dice.below(last - 3 * rates.recent_days)
        return [(start + dice.below(20)) * DAY + dice.below(DAY) for _ in range(count)]
    current = last - rates.current_days
    return [
        (
            current + dice.below(rates.current_days)
            if dice.chance(rates.current_share)
            else current - 1 - dice.below(rates.recent_days)
        )
        * DAY
        + dice.below(DAY)
        for _ in range(count)
    ]


def _city(dice: Dice, operator: Operator, day: int) -> int:
    cities = len(operator.cities)
    if operator.kind == "spam":
        return dice.below(cities)
    if operator.kind == "touring" or operator.controlled:
        return (day // operator.stay) % cities if dice.chance(0.9) else dice.below(cities)
    return 0 if dice.chance(0.9) else cities - 1


def _phone(dice: Dice, operator: Operator, at: int, count: int) -> int:
    """Numbers are used up one after another, with some overlap; a blast uses all at once. -1 for none."""
    phones = len(operator.phones)
    if not phones:
        return -1
    if operator.kind == "spam":
        return dice.below(phones)
    now = at * phones // count
    return min(now + 1, phones - 1) if dice.chance(0.15) else now


def write(
    dice: Dice, rates: Rates, operator: Operator, plan: Plan, serial: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the ad as a posting row and its row of truth."""
    persona = operator.personas[plan.persona]
    city = operator.cities[plan.city]
    script = dice.pick(persona.scripts)
    phones, habit, contact = _contact(dice, rates, operator, plan.phone, script.traits.language)
    slots = _slots(dice, operator, persona, plan, phones[0] if phones else "", habit)
    hidden = operator.kind in HIDDEN
    verbatim = dice.chance(rates.hidden_verbatim if hidden else rates.verbatim) or operator.kind == "spam"
    rewriting = rates.hidden_rewriting if hidden else rates.rewriting
    title, text = scripts.perform(dice, script, contact, slots, verbatim, rewriting)
    key = f"ad-{serial:07d}"
    site = dice.pick(operator.sites)
    posted = datetime.combine(rates.last_day, time(), UTC) + timedelta(minutes=plan.minute - (rates.old_days - 1) * DAY)
    ad: dict[str, Any] = {"id": key, "title": title, "text": text, "url": f"https://{site}/ad/{serial}", "site": site}
    ad["posted_at"] = posted.strftime("%Y-%m-%dT%H:%M:%SZ")
    ad["location"] = city.spelled(dice)
    if operator.authors:
        ad["author"] = dice.pick(operator.authors)
    pictures = [picture for picture in persona.pictures if dice.chance(0.5)]
    if pictures:
        ad["pictures"] = pictures
    hub = operator.hub
    return ad, {
        "id": key,
        "operator": f"op-{operator.serial:06d}",
        "persona": f"pe-{persona.serial:06d}",
        "class": operator.kind,
        "controlled": operator.controlled,
        "minor": persona.age < 18,
        "age": persona.age,
        "place": f"{city.name}, {city.state}",
        "phones": [*phones, hub.phone] if hub else phones,
        "spelling": habit if phones else None,
        "hub": hub is not None,
        "stolen": operator.stolen,
        "recycled": operator.recycled,
        "decoy": bool(operator.decoy),
        "youth": script.traits.youth,
        "origin": script.traits.origin,
        "language": script.traits.language,
    }


def _contact(
    dice: Dice, rates: Rates, operator: Operator, phone: int, language: str
) -> tuple[list[str], str | None, list[str]]:
    """Return the phones shown (the hub's left out), the habit they are written in, and the contact sentences."""
    lines: list[str] = []
    phones: list[str] = []
    if operator.kind == "spam":
        return [operator.phones[phone]] if phone >= 0 else [], None, lines
    habit = operator.habit if operator.habit and dice.chance(0.8) else None
    left_out = dice.chance(rates.contact_left_out)
    if phone >= 0 and not left_out:
        phones.append(operator.phones[phone])
        lines.append(wording.say(dice, "contact", language))
        if phone > 0 and dice.chance(0.08):
            phones.append(operator.phones[phone - 1])
            lines.append(f"or {spelling.written(dice, phones[1], habit)}")
    if operator.handle and (phone < 0 or dice.chance(0.6)):
        lines.append(wording.say(dice, "handle"))
    if operator.email and dice.chance(0.6):
        lines.append(wording.say(dice, "email"))
    if operator.hub:
        hub = wording.say(dice, "hub").replace("{service}", operator.hub.service)
        lines.append(hub.replace("{phone}", spelling.plain(dice, operator.hub.phone[2:])))
    if operator.decoy and dice.chance(0.5):
        phones.append(operator.decoy)
        lines.append(wording.say(dice, "decoy").replace("{decoy}", spelling.plain(dice, operator.decoy[2:])))
    moving = rates.touring_movement_wording if operator.kind == "touring" else rates.movement_wording
    if dice.chance(moving):
        lines.insert(0, wording.say(dice, "movement"))
    return phones, habit, lines


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _slots(
    dice: Dice, operator: Operator, persona: Persona, plan: Plan, phone: str, habit: str | None
) -> dict[str, str]:
    rate = operator.rate + 10 * dice.below(2)
    city = operator.cities[plan.city]
    return {
        "name": persona.name,
        "other": operator.personas[plan.persona - 1].name,
        "age": str(dice.pick(persona.stated)),
        "city": city.name,
        "next": operator.cities[(plan.city + 1) % len(operator.cities)].name,
        "phone": spelling.written(dice, phone, habit) if phone else "this board",
        "handle": operator.handle,
        "email": operator.email,
        "rate": f"${rate}",
        "half": f"${10 * (rate * 6 // 100)}",
        "day": dice.pick(_WEEKDAYS),
        "hood": dice.pick(wording.HOODS),
    }
