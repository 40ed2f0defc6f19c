"""Numbers, handles and addresses that belong to nobody.

Phones lie in 555-0100..0199, the line numbers kept for fiction in every North American area code; e-mail
addresses in example.com, example.net and example.org (RFC 2606); handles carry digits and the letters `sim`.
"""

from __future__ import annotations

from firstlight.simulate.dice import Dice
from firstlight.simulate.places import states


class Numbers:
    """Every fictional number of the country, each handed out once; about 36,000 in all."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._left = {
            state: [f"+1{area}55501{line:02d}" for area in areas for line in range(100)]
            for state, (_, areas) in states().items()
        }
        self._open = list(self._left)

    def take(self, state: str) -> str | None:
        """Return a number not yet handed out, of the state while it lasts, else of another; None when all are gone."""
        if not self._left[state]:
            while self._open and not self._left[self._open[-1]]:
                self._open.pop()
            if not self._open:
                return None
            state = self._open[-1]
        left = self._left[state]
        at = self._dice.below(len(left))
        left[at], left[-1] = left[-1], left[at]
        return left.pop()


def handle(dice: Dice, name: str, serial: int) -> str:
    """Return a messenger handle, without @; the serial keeps any two apart."""
    word = dice.pick(("dinner", "evening", "city", "relax", "visit", "company", "calm", "lounge"))
    joint = dice.pick(("_", ".", ""))
    return f"{name.lower()}{joint}{word}{joint}sim{serial}"


def email(dice: Dice, name: str, serial: int) -> str:
    """Return an e-mail address; the serial keeps any two apart."""
    host = dice.pick(("example.com", "example.net", "example.org"))
    return f"{name.lower()}{dice.pick(('.', '_', ''))}{serial}@{host}"
