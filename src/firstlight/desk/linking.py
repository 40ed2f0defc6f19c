"""What linking keeps on the desk: who is in which group, the ties that postings chose, and what it has counted."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc
from sqlalchemy import Connection, and_, bindparam, delete, func, select, update

from firstlight.desk import decisions
from firstlight.desk.engine import Database
from firstlight.desk.groups import linked
from firstlight.desk.tables import edges, group_log, groups, members, pieces, postings, progress, strangers, term
from firstlight.link.deciding import Verdict, decide
from firstlight.link.history import Choices
from firstlight.link.identity import group_name

if TYPE_CHECKING:
    from firstlight.link import Connection as Links

_Ints = np.ndarray[Any, np.dtype[np.int64]]
_Keys = np.ndarray[Any, np.dtype[np.uint64]]


def choices(database: Database, owners: _Ints) -> Choices:
    """Return the ties that postings have chosen."""
    columns = edges.c.owner, edges.c.slot, edges.c.a, edges.c.b
    with database.read() as connection:
        rows = connection.execute(select(*columns).where(database.among(edges.c.owner, owners.tolist()))).all()
    owner, slot, a, b = np.array([tuple(row) for row in rows], dtype=np.int64).reshape(-1, 4).T
    return Choices(owner, slot.astype(np.uint64), a, b)


def members_of(database: Database, roots: _Ints) -> tuple[_Ints, _Ints]:
    """Return (ordinal, root) of every posting in any of the groups."""
    columns = members.c.ordinal, members.c.root
    with database.read() as connection:
        rows = connection.execute(select(*columns).where(database.among(members.c.root, roots.tolist()))).all()
    ordinal, root = np.array([tuple(row) for row in rows], dtype=np.int64).reshape(-1, 2).T
    return ordinal, root


def wholes(database: Database, roots: _Ints) -> _Ints:
    """Return the component that each group is a piece of, aligned with `roots`; of most it is the group itself."""
    columns = pieces.c.root, pieces.c.component
    with database.read() as connection:
        known = dict(connection.execute(select(*columns).where(database.among(pieces.c.root, roots.tolist()))).all())
    return np.array([known.get(root, root) for root in roots.tolist()], dtype=np.int64)


def pieces_of(database: Database, components: _Ints) -> tuple[_Ints, _Ints]:
    """Return (root, component) of the groups that components are known to be divided into."""
    columns = pieces.c.root, pieces.c.component
    wanted = database.among(pieces.c.component, components.tolist())
    with database.read() as connection:
        rows = connection.execute(select(*columns).where(wanted)).all()
    root, component = np.array([tuple(row) for row in rows], dtype=np.int64).reshape(-1, 2).T
    return root, component


def strangers_of(database: Database, keys: _Keys) -> _Ints:
    """Return how many pairs of strangers were counted in the list of each key, aligned with `keys`."""
    signed = keys.astype(np.int64).tolist()
    columns = strangers.c.key, strangers.c.pairs
    with database.read() as connection:
        known = dict(connection.execute(select(*columns).where(database.among(strangers.c.key, signed))).all())
    return np.array([known.get(key, 0) for key in signed], dtype=np.int64)


def connect(database: Database, through: int, found: Links, decided: int) -> None:
    """Write what linking found up to part `through` and decision `decided`: groups, ties, counts.

    Done once: a second time it changes nothing. Every group touched is stale from now on; every merge and split is
    logged with its cause.
    """
    changed = found.groups
    into = _follow(changed.merges)
    settled = [into.get(root, root) for root in changed.roots.tolist()]
    grown: dict[int, int] = defaultdict(int)
    for root in settled:
        grown[root] += 1
    with database.write() as connection:
        if (through, decided) <= (linked(connection), _reached(connection, "decided")):
            return
        torn = _causes_of_splits(database, connection, changed.torn)
        unmade = _names(database, connection, changed.unmade.tolist())
        connection.execute(delete(groups).where(database.among(groups.c.root, unmade)))
        moved = set(changed.ordinals.tolist())
        connection.execute(delete(members).where(database.among(members.c.ordinal, moved)))
        database.insert(connection, members, list(zip(changed.ordinals.tolist(), settled, strict=True)))
        log = _merge(database, connection, into, grown, _causes_of_merges(found))
        _grow(database, connection, grown)
        log += _splits(database, connection, found, unmade, torn)
        _log(connection, through, log)
        _tie(database, connection, found)
        _count(database, connection, found.strangers)
        connection.execute(delete(pieces).where(database.among(pieces.c.component, changed.whole.tolist())))
        database.insert(connection, pieces, changed.pieces)
        for name, value in (("linked", through), ("decided", decided)):
            connection.execute(delete(progress).where(progress.c.name == name))
            connection.execute(progress.insert().values(name=name, value=value))


def decided_through(database: Database) -> int:
    """Return the last decision that groups were made by, 0 for none."""
    with database.read() as connection:
        return max(_reached(connection, "decided"), 0)


def _reached(connection: Connection, name: str) -> int:
    value = connection.scalar(select(progress.c.value).where(progress.c.name == name))
    return -1 if value is None else int(value)


def _follow(merges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return where each merged group ends up, through merges of merges."""
    into = {old: new for old, new in merges if old != new}
    for old, new in list(into.items()):
        end = new
        while end in into:
            end = into[end]
        into[old] = end
    return into


_Entry = tuple[str, str, str, str]
"""Of the log: the group that merged or has left, the group it became part of or left, which of both, and why."""


def _merge(
    database: Database, connection: Connection, into: dict[int, int], grown: dict[int, int], causes: Mapping[int, str]
) -> list[_Entry]:
    """Move the members of merged groups to their survivors, and add to what those grow by."""
    if not into:
        return []
    wanted = database.among(groups.c.root, into)
    old = connection.execute(select(groups.c.root, groups.c.size, groups.c.name).where(wanted)).all()
    for row in old:
        grown[into[row.root]] += row.size
    move = update(members).where(members.c.root == bindparam("old")).values(root=bindparam("survivor"))
    connection.execute(move, [{"old": merged, "survivor": survivor} for merged, survivor in into.items()])
    connection.execute(delete(groups).where(wanted))
    names = _names(database, connection, {into[row.root] for row in old})
    ordered = sorted(old, key=lambda row: int(row.root))
    return [(row.name, names[into[row.root]], "merge", causes.get(row.root, "")) for row in ordered]


def _splits(
    database: Database, connection: Connection, found: Links, unmade: Mapping[int, str], torn: Mapping[int, str]
) -> list[_Entry]:
    """Return what has left which group: every piece but the one that keeps the name."""
    before = found.groups.before.tolist()
    after = found.groups.roots[len(found.groups.roots) - len(before) :].tolist()
    pieces = sorted({(old, new) for old, new in zip(before, after, strict=True) if old != new})
    names = _names(database, connection, {new for _, new in pieces})
    return [(names[new], unmade[old], "split", torn.get(old, "")) for old, new in pieces]


def _causes_of_merges(found: Links) -> dict[int, str]:
    rows = found.groups.by
    places = np.array(list(rows.values()), np.int64)
    kinds, values = (found.edges.column(name).take(places).to_pylist() for name in ("kind", "value"))
    return {root: f"{kind} {value}" for root, kind, value in zip(rows, kinds, values, strict=True)}


def _causes_of_splits(
    database: Database, connection: Connection, torn: Mapping[int, tuple[int, int]]
) -> dict[int, str]:
    """Return of each group the tie that went, as kind and value."""
    columns = edges.c.owner, edges.c.slot, edges.c.kind, edges.c.value
    wanted = database.among(edges.c.owner, {owner for owner, _ in torn.values()})
    said = {
        (row.owner, row.slot): f"{row.kind} {row.value}" for row in connection.execute(select(*columns).where(wanted))
    }
    return {root: f"no longer tied by {said.get((owner, _signed(slot)), '')}" for root, (owner, slot) in torn.items()}


def _log(connection: Connection, part: int, entries: Sequence[_Entry]) -> None:
    now = time.time_ns() // 1000
    rows = [
        {"part": part, "at": now, "merged": merged, "survivor": survivor, "change": change, "cause": cause}
        for merged, survivor, change, cause in entries
    ]
    if rows:
        connection.execute(group_log.insert(), rows)


def _grow(database: Database, connection: Connection, grown: dict[int, int]) -> None:
    known = set(connection.scalars(select(groups.c.root).where(database.among(groups.c.root, grown))))
    if known:
        bigger = (
            update(groups)
            .where(groups.c.root == bindparam("of"))
            .values(size=groups.c.size + bindparam("by"), stale=True)
        )
        connection.execute(bigger, [{"of": root, "by": grown[root]} for root in sorted(known)])
    names = _names(database, connection, grown.keys() - known)
    database.insert(connection, groups, [(root, name, grown[root], True) for root, name in sorted(names.items())])


def _names(database: Database, connection: Connection, of: Iterable[int]) -> dict[int, str]:
    query = select(postings.c.ordinal, postings.c.id).where(database.among(postings.c.ordinal, of))
    return {ordinal: group_name(name) for ordinal, name in connection.execute(query)}


def _tie(database: Database, connection: Connection, found: Links) -> None:
    """Replace the ties that are void by those chosen now."""
    connection.execute(delete(edges).where(database.among(edges.c.owner, found.freed.tolist())))
    single = [
        {"of": owner, "at": _signed(slot)} for owner, slot in zip(*(c.tolist() for c in found.voided), strict=True)
    ]
    if single:
        at = and_(edges.c.owner == bindparam("of"), edges.c.slot == bindparam("at"))
        connection.execute(delete(edges).where(at), single)
    ties = {name: found.edges.column(name) for name in ("a", "b", "kind", "value", "weight")}
    ties["value"] = pc.replace_substring(ties["value"], "\0", "\ufffd")
    ties["weight"] = pc.round(pc.cast(ties["weight"], "float64"), 6)  # 0.9 as 32 bits is 0.8999999761581421: say 0.9
    kept = (column.tolist() for column in (found.choices.owner, found.choices.slot.astype(np.int64)))
    database.insert(connection, edges, list(zip(*kept, *(c.to_pylist() for c in ties.values()), strict=True)))


def _count(database: Database, connection: Connection, changes: tuple[_Keys, _Ints]) -> None:
    """Add to the strangers counted."""
    by = dict(zip(changes[0].astype(np.int64).tolist(), changes[1].tolist(), strict=True))
    known = set(connection.scalars(select(strangers.c.key).where(database.among(strangers.c.key, by))))
    if known:
        more = (
            update(strangers)
            .where(strangers.c.key == bindparam("of"))
            .values(pairs=strangers.c.pairs + bindparam("by"))
        )
        connection.execute(more, [{"of": key, "by": by[key]} for key in sorted(known)])
    database.insert(connection, strangers, [(key, change) for key, change in by.items() if key not in known])


def _signed(key: int) -> int:
    return key - (1 << 64) if key >> 63 else key


def verdicts(database: Database) -> tuple[list[Verdict], int]:
    """Return what people have said of pairs of postings and still stands, in order, and the last entry of their log."""
    last = decisions.last_entry(database)
    said = [one for one in decisions.standing(database, acts=("same", "not-same")) if one.entry <= last]
    with database.read() as connection:
        known = _ordinals(database, connection, {name for one in said for name in (one.subject, one.other)})
    found = [
        Verdict(one.entry, "same" if one.act == "same" else "not-same", known[one.subject], known[one.other])
        for one in said
        if one.subject in known and one.other in known
    ]
    return found, last


def contradictions(database: Database) -> list[str]:
    """Return, in words, the decisions on pairs that contradict earlier ones and so are not followed."""
    return [f"{said}; {why}" for said, why in unfollowed(database).values()]


def unfollowed(database: Database) -> dict[int, tuple[str, str]]:
    """Return of each decision that contradicts earlier ones, by its entry, what it says and why it is not followed."""
    found = decide(verdicts(database)[0]).contradictions
    if not found:
        return {}
    with database.read() as connection:
        wanted = database.among(postings.c.ordinal, {at for one in found for at in one.chain})
        names = dict(connection.execute(select(postings.c.ordinal, postings.c.id).where(wanted)).all())
    told = {}
    for one in found:
        act = one.verdict.act.replace("-", " ")
        said = f"decision {one.verdict.entry} says that {names[one.verdict.a]} and {names[one.verdict.b]} are {act}"
        chain = " to ".join(names[at] for at in one.chain)
        told[one.verdict.entry] = said, f"it is not followed, for others lead from {chain}: take one of them back"
    return told


def linked_postings(database: Database) -> int:
    """Return how many postings are linked."""
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(members)) or 0


def decided_since(database: Database, entry: int) -> list[int]:
    """Return the postings that decisions after an entry, or what these take back, speak of; each once, in order."""
    said = decisions.log(database, after=entry, acts=("same", "not-same", "undo"))
    with database.read() as connection:
        return sorted(_ordinals(database, connection, {n for one in said for n in (one.subject, one.other)}).values())


def _ordinals(database: Database, connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    keys = {term("posting", name) for name in ids}
    query = select(postings.c.id, postings.c.ordinal).where(database.among(postings.c.key, keys))
    return dict(connection.execute(query).all())
