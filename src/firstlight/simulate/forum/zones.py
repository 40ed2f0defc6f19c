"""Time zones of simulated persons and boards: an offset, and the rule by which clocks change.

The rules are those in force from 2007 on (Europe: directive 2000/84/EC; United States and Canada: Energy Policy Act
of 2005; Australia's south-east from 2008; New Zealand from 2007). They stand here, and not in the system's tables, so
that a seed gives the same forum on any machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone


@dataclass(frozen=True, slots=True)
class Zone:
    """`standard`: minutes from UTC in winter. `rule`: none, eu, us, au or nz."""

    name: str
    standard: int
    rule: str = "none"

    def offset(self, moment: datetime) -> int:
        """Minutes from UTC at a moment."""
        return self.standard + 60 * self._summer(moment)

    def local(self, moment: datetime) -> datetime:
        """The same moment as clocks there show it."""
        return moment.astimezone(timezone(timedelta(minutes=self.offset(moment))))

    def moment(self, wall: datetime) -> datetime:
        """The UTC moment at which clocks there show a (naive) time; the hour that is lost counts as standard time."""
        standard = wall.replace(tzinfo=UTC) - timedelta(minutes=self.standard)
        summer = standard - timedelta(minutes=60)
        return summer if self._summer(summer) else standard

    def _summer(self, moment: datetime) -> bool:
        clock = (moment + timedelta(minutes=self.standard)).replace(tzinfo=None)
        year = clock.year
        match self.rule:
            case "eu":
                shift = timedelta(minutes=self.standard)
                return (
                    _sunday(year, 3, -1) + timedelta(hours=1) + shift
                    <= clock
                    < (_sunday(year, 10, -1) + timedelta(hours=1) + shift)
                )
            case "us":
                return _sunday(year, 3, 2) + timedelta(hours=2) <= clock < _sunday(year, 11, 1) + timedelta(hours=1)
            case "au":
                return not _sunday(year, 4, 1) + timedelta(hours=2) <= clock < _sunday(year, 10, 1) + timedelta(hours=2)
            case "nz":
                return not _sunday(year, 4, 1) + timedelta(hours=2) <= clock < _sunday(year, 9, -1) + timedelta(hours=2)
        return False


def _sunday(year: int, month: int, number: int) -> datetime:
    """The first, second, ... or (-1) last Sunday of a month."""
    if number < 0:
        last = datetime(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)  # noqa: DTZ001  (a wall clock)
        return last - timedelta(days=(last.weekday() + 1) % 7)
    first = datetime(year, month, 1)  # noqa: DTZ001
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))


@dataclass(frozen=True, slots=True)
class Town:
    """Where a simulated person lives."""

    name: str
    zone: Zone


_TOWNS = """
London Europe/London 0 eu|Manchester Europe/London 0 eu|Dublin Europe/Dublin 0 eu|Lisbon Europe/Lisbon 0 eu
Berlin Europe/Berlin 60 eu|Hamburg Europe/Berlin 60 eu|Vienna Europe/Vienna 60 eu|Rotterdam Europe/Amsterdam 60 eu
Brussels Europe/Brussels 60 eu|Lyon Europe/Paris 60 eu|Madrid Europe/Madrid 60 eu|Milan Europe/Rome 60 eu
Warsaw Europe/Warsaw 60 eu|Prague Europe/Prague 60 eu|Budapest Europe/Budapest 60 eu|Oslo Europe/Oslo 60 eu
Stockholm Europe/Stockholm 60 eu|Helsinki Europe/Helsinki 120 eu|Athens Europe/Athens 120 eu
Bucharest Europe/Bucharest 120 eu|Johannesburg Africa/Johannesburg 120|Nairobi Africa/Nairobi 180
Istanbul Europe/Istanbul 180|Dubai Asia/Dubai 240|Mumbai Asia/Kolkata 330|Bangkok Asia/Bangkok 420
Singapore Asia/Singapore 480|Manila Asia/Manila 480|Tokyo Asia/Tokyo 540|Brisbane Australia/Brisbane 600
Sydney Australia/Sydney 600 au|Melbourne Australia/Melbourne 600 au|Auckland Pacific/Auckland 720 nz
Boston America/New_York -300 us|Toronto America/Toronto -300 us|Atlanta America/New_York -300 us
Chicago America/Chicago -360 us|Dallas America/Chicago -360 us|Denver America/Denver -420 us
Phoenix America/Phoenix -420|Seattle America/Los_Angeles -480 us|Vancouver America/Vancouver -480 us
Bogota America/Bogota -300|Lima America/Lima -300|Santos America/Sao_Paulo -180|Rosario America/Argentina/Cordoba -180
"""


def _town(words: str) -> Town:
    name, zone, standard, *rule = words.split()
    return Town(name, Zone(zone, int(standard), rule[0] if rule else "none"))


TOWNS = tuple(_town(words) for words in _TOWNS.replace("\n", "|").split("|") if words)
"""Towns of many zones. Source: names and zones from the IANA time zone database (public domain)."""
