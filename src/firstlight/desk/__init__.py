"""The desk: what investigators work on, in SQL. The only room that knows SQL.

desk = Desk.open("sqlite:////folder/desk.sqlite")
found = desk.search("(918) 555 0142 after:2026-01-01")
"""

from firstlight.desk.accounts import Account, Listed, Thread
from firstlight.desk.audit import Audit, Chain, Looked, Noted
from firstlight.desk.cases import Case, Cases, Kind, Step, Task
from firstlight.desk.day import Day
from firstlight.desk.decisions import Act, Decision
from firstlight.desk.desk import Desk
from firstlight.desk.digests import canonical, digest_of
from firstlight.desk.outbox import Delivery, State
from firstlight.desk.queue import Filter
from firstlight.desk.read import Dossier, Stay, Use
from firstlight.desk.reasons import GroupWhy, PairWhy, Persona, Refusal
from firstlight.desk.search import Found, Hit
from firstlight.desk.searches import Search
from firstlight.desk.snippet import Snippet
from firstlight.desk.suggest import Suggestion
from firstlight.desk.track import Carrier, Sighting, Track
from firstlight.desk.watches import Watch
from firstlight.desk.watching import Alert, Watching

__all__ = [
    "Account",
    "Act",
    "Alert",
    "Audit",
    "Carrier",
    "Case",
    "Cases",
    "Chain",
    "Day",
    "Decision",
    "Delivery",
    "Desk",
    "Dossier",
    "Filter",
    "Found",
    "GroupWhy",
    "Hit",
    "Kind",
    "Listed",
    "Looked",
    "Noted",
    "PairWhy",
    "Persona",
    "Refusal",
    "Search",
    "Sighting",
    "Snippet",
    "State",
    "Stay",
    "Step",
    "Suggestion",
    "Task",
    "Thread",
    "Track",
    "Use",
    "Watch",
    "Watching",
    "canonical",
    "digest_of",
]
