"""The desk: what investigators work on, in SQL. The only room that knows SQL.

desk = Desk.open("sqlite:////folder/desk.sqlite")
found = desk.search("(918) 555 0142 after:2026-01-01")
"""

from firstlight.desk.audit import Audit, Chain, Looked, Noted
from firstlight.desk.cases import Case, Cases, Kind, Step, Task
from firstlight.desk.decisions import Act, Decision
from firstlight.desk.desk import Desk
from firstlight.desk.digests import canonical, digest_of
from firstlight.desk.queue import Filter
from firstlight.desk.read import Dossier, Stay, Use
from firstlight.desk.reasons import GroupWhy, PairWhy, Persona, Refusal
from firstlight.desk.search import Found, Hit
from firstlight.desk.snippet import Snippet

__all__ = [
    "Act",
    "Audit",
    "Case",
    "Cases",
    "Chain",
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
    "Snippet",
    "Stay",
    "Step",
    "Task",
    "Use",
    "canonical",
    "digest_of",
]
