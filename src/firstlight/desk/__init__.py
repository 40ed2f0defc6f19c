"""The desk: what investigators work on, in SQL. The only room that knows SQL.

desk = Desk.open("sqlite:////folder/desk.sqlite")
found = desk.search("(918) 555 0142 after:2026-01-01")
"""

from firstlight.desk.audit import Audit, Chain, Looked, Noted
from firstlight.desk.cases import Case, Cases, Kind, Step, Task
from firstlight.desk.day import Day
from firstlight.desk.decisions import Act, Decision
from firstlight.desk.desk import Desk
from firstlight.desk.digests import canonical, digest_of
from firstlight.desk.queue import Filter
from firstlight.desk.read import Dossier, Stay, Use
from firstlight.desk.reasons import GroupWhy, PairWhy, Persona, Refusal
from firstlight.desk.search import Found, Hit
from firstlight.desk.searches import Search
from firstlight.desk.snippet import Snippet
from firstlight.desk.suggest import Suggestion
from firstlight.desk.track import Carrier, Sighting, Track

__all__ = [
    "Act",
    "Audit",
    "Carrier",
    "Case",
    "Cases",
    "Chain",
    "Day",
    "Decision",
    "Desk",
    "Dossier",
    "Filter",
    "Found",
    "GroupWhy",
    "Hit",
    "Kind",
    "Looked",
    "Noted",
    "PairWhy",
    "Persona",
    "Refusal",
    "Search",
    "Sighting",
    "Snippet",
    "Stay",
    "Step",
    "Suggestion",
    "Task",
    "Track",
    "Use",
    "canonical",
    "digest_of",
]
