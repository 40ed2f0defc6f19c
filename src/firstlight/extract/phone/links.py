"""Numbers that a link carries: wa.me, WhatsApp's send link, tel:, sms:, Viber, Signal and Telegram by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from firstlight.extract.kinds import Found
from firstlight.extract.phone import nanp
from firstlight.extract.phone.regions import Plan, abroad

if TYPE_CHECKING:
    from firstlight.extract.column import Column

_LINK = re.compile(
    r"(?:\bwa\.me/|\bwhatsapp\.com/send/?\?(?:text=[^&\s]{0,80}&)?phone=|\b(?:tel|sms|smsto|callto|facetime):(?://)?"
    r"|\bviber://[a-z]{1,8}\?number=|\bsignal\.me/#p/|\bt\.me/(?=\+|%2b))"
    r"((?:\+|%2b|%20)?)([0-9][0-9().\-]{5,19}[0-9])"
)
_MARKS = ("wa.me/", "phone=", "tel:", "sms:", "smsto:", "callto:", "facetime:", "number=", "signal.me/", "t.me/")


def linked(column: Column) -> set[int]:
    """Return the texts of a column in which a link can stand that carries a number."""
    places: list[int] = []
    for mark in _MARKS:
        at = column.text.find(mark)
        while at >= 0:
            places.append(at)
            at = column.text.find(mark, at + 1)
    return set(column.rows_of(places))


def links(text: str, plans: Sequence[Plan]) -> Iterator[Found]:
    """Yield every number that a link in a text (of a normalised view) carries; such a number is certain."""
    for match in _LINK.finditer(text):
        value = _value("".join(filter(str.isdecimal, match[2])), match[1] in {"+", "%2b"}, plans)
        if value:
            yield Found("phone", value, *match.span(), 0.98, "phone.link")


def _value(digits: str, plus: bool, plans: Sequence[Plan]) -> str | None:
    if not plus:
        if nanp.is_number(digits):
            return f"+1{digits}"
        for plan in plans:
            national = plan.national(digits)
            if national:
                return f"+{plan.country_code}{national}"
    return abroad(digits.removeprefix("00"))
