"""What is told of a delivery: no ad, no number, no name; how many, which groups, and where to read on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from firstlight.desk import Alert, Delivery, Watch

MOST = 20
"""Groups that are named."""


def subject(watch: Watch | None, delivery: Delivery) -> str:
    """Return the subject of an e-mail, on one line."""
    return f"Firstlight: {_count(delivery.alerts)} for {_name(watch, delivery)}"


def words(watch: Watch | None, delivery: Delivery, found: Sequence[Alert]) -> str:
    """Return the text of an e-mail."""
    lines = [f"{_count(delivery.alerts)} for {_name(watch, delivery)}.", ""]
    lines += [f"  {group}: {_count(count)}{f', {tier}' if tier else ''}" for group, count, tier in _groups(found)]
    lines += ["", "Read them on the desk: /watches, or `firstlight watch alerts`."]
    lines.append("This letter names no person and no number on purpose. Do not answer it.")
    return "\n".join(lines) + "\n"


def body(watch: Watch | None, delivery: Delivery, found: Sequence[Alert]) -> bytes:
    """Return the body of a webhook's call: JSON."""
    said = {
        "delivery": delivery.delivery,
        "watch": delivery.watch,
        "title": watch.title if watch else "",
        "alerts": delivery.alerts,
        "groups": [{"group": group, "ads": count, "tier": tier} for group, count, tier in _groups(found)],
    }
    return json.dumps(said, sort_keys=True).encode()


def _name(watch: Watch | None, delivery: Delivery) -> str:
    title = "".join(character for character in (watch.title if watch else "") if character.isprintable())
    return f"watch {delivery.watch}" + (f" ({title})" if title else "")


def _count(number: int) -> str:
    return f"{number:,} new ad" + ("" if number == 1 else "s")


def _groups(found: Sequence[Alert]) -> list[tuple[str, int, str | None]]:
    counted = Counter(alert.group or "not linked yet" for alert in found)
    tiers = {alert.group: alert.tier for alert in found}
    return [(group, count, tiers.get(group)) for group, count in counted.most_common(MOST)]
