"""Why postings belong together, or do not: of one group, and of two postings.

The desk gathers the rows; what they mean is said by linking itself, whose rules are asked again. Every answer costs a
bounded number of texts and lookups, however large the group: templates are read from a SAMPLE of its ads, every
wording in turn, and of those who share an identifier with it only some are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from firstlight.desk.bulk import uncollected
from firstlight.desk.carried import ties_of
from firstlight.desk.decisions import Decision, standing
from firstlight.desk.engine import AnyRow, Database
from firstlight.desk.linking import unfollowed
from firstlight.desk.outsiders import Ads, Outsiders, ads_of, outsiders, sample
from firstlight.desk.read import root_of, rows_of, seen, stays, things_named, uses
from firstlight.desk.reasons import GroupWhy, PairWhy, Persona, Refusal
from firstlight.desk.tables import groups, members, postings
from firstlight.errors import InputError
from firstlight.link.aligning import Slot
from firstlight.link.explaining import Finding, findings, hubs
from firstlight.link.paths import chain, ways
from firstlight.link.template import Template, Wording, templates
from firstlight.link.words import SLOTS
from firstlight.records import IDENTIFIER_KINDS, POSSIBLE, Mention

SAMPLE = 150
"""Ads of a group whose texts are aligned."""

_APART = "Nothing speaks against these two alone; as wholes their groups were kept apart."
_UNSURE = "Both may name it, but it was read with too little certainty to tie."


def why_group(database: Database, name: str) -> GroupWhy:
    """Explain a group by its id, or by one that was merged into it; raise InputError if there is none."""
    with uncollected(), database.read() as connection:
        root = root_of(connection, name)
        held = connection.execute(
            select(members.c.ordinal, postings.c.id, postings.c.digest, postings.c.posted_at)
            .join(postings, postings.c.ordinal == members.c.ordinal)
            .where(members.c.root == root)
            .order_by(members.c.ordinal)
        ).all()
        named = things_named(database, connection, [root], (*IDENTIFIER_KINDS, "place", "name", "age"))
        ties = ties_of(database, connection, [root]).get(root, [])
        return GroupWhy(
            group=connection.scalars(select(groups.c.name).where(groups.c.root == root)).one(),
            anchor=held[0].id,
            ways=tuple(ways([row.id for row in held], ties, held[0].id)),
            templates=tuple(_templates(database, connection, held)),
            identifiers=uses(named),
            personas=_personas(named),
            stays=stays(named),
            refused=(
                *_parted(database, {row.id for row in held}),
                *_refused(database, connection, root, named),
            ),
        )


def why_pair(database: Database, a: str, b: str) -> PairWhy:
    """Explain two postings by their ids; raise InputError for one that is not on the desk."""
    with database.read() as connection:
        found = {row.id: row.ordinal for row in rows_of(database, connection, [a, b])}
        for name in (a, b):
            if name not in found:
                raise InputError(f"no posting {name!r} on this desk")
        home = _homes(database, connection, found.values())
        roots = [home.get(found[name], (None, None))[0] for name in (a, b)]
        linked = a != b and roots[0] is not None and roots[0] == roots[1]
        ties = ties_of(database, connection, [root for root in roots if root is not None]) if linked else {}
        way = chain(ties.get(roots[0] or 0, ()), a, b)
        direct = [f"{tie.kind}:{tie.value}" for tie in way if len(way) == 1]
        return PairWhy(
            a=a,
            b=b,
            groups=(home.get(found[a], (None, None))[1], home.get(found[b], (None, None))[1]),
            linked=linked,
            chain=tuple(way),
            findings=(
                *_decided(database, a, b),
                *(_of_two(database, connection, found[a], found[b], linked, direct) if a != b else ()),
            ),
        )


def _homes(
    database: Database, connection: Connection, ordinals: Iterable[int]
) -> dict[int, tuple[int | None, str | None]]:
    """Return (root, name) of the group of each posting that is linked."""
    query = (
        select(members.c.ordinal, groups.c.root, groups.c.name)
        .join(groups, groups.c.root == members.c.root)
        .where(database.among(members.c.ordinal, ordinals))
    )
    return {row.ordinal: (row.root, row.name) for row in connection.execute(query)}


def _templates(database: Database, connection: Connection, held: Sequence[AnyRow]) -> list[Template]:
    """Return the templates of a group, from a sample of its ads; each stands for all ads of its wordings."""
    digests = {row.id: row.digest for row in held}
    chosen, counts = sample([(row.ordinal, row.digest) for row in held], SAMPLE)
    ads = ads_of(database, connection, chosen)
    found = templates([_wording(ads.rows[at].id, ads.rows[at].text, ads.mentions.get(at, ())) for at in chosen])
    whole = [
        replace(each, size=sum(counts[digest] for digest in {digests[ad.posting] for ad in each.ads})) for each in found
    ]
    return sorted(whole, key=lambda each: -each.size)


def _wording(posting: str, text: str, said: Iterable[Mention]) -> Wording:
    slots = [Slot(m.start, m.end, m.kind, m.value) for m in said if m.field == "text" and m.kind in SLOTS]
    return Wording(posting, text, tuple(slots))


def _personas(named: Sequence[AnyRow]) -> tuple[Persona, ...]:
    names: defaultdict[int, set[str]] = defaultdict(set)
    ages: defaultdict[int, set[int]] = defaultdict(set)
    rows: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for row in named:
        if row.kind == "name":
            names[row.ordinal].add(row.value)
            rows[row.value].append(row)
        elif row.kind == "age" and row.value.isdecimal():
            ages[row.ordinal].add(int(row.value))
    found = []
    for name, given in rows.items():
        alone = (ages[row.ordinal] for row in given if len(names[row.ordinal]) == 1)
        found.append(Persona(name, tuple(sorted(set().union(*alone))), len(given), *seen(given)))
    return tuple(sorted(found, key=lambda persona: (-persona.postings, persona.name)))


def _decided(database: Database, a: str, b: str) -> list[Finding]:
    """Return what a person has decided about two postings."""
    made = [one for one in standing(database, acts=("same", "not-same"), subject=a) if b in (one.subject, one.other)]
    aside = unfollowed(database) if made else {}
    return [
        Finding("decision", one.act, one.act == "same" and one.entry not in aside, "decision", _words(one, aside))
        for one in made
    ]


def _parted(database: Database, held: Collection[str]) -> list[Refusal]:
    """Return what people have decided not to belong to a group, and what they decided of it that is not followed."""
    found = []
    aside = unfollowed(database)
    for one in standing(database, acts=("same", "not-same")):
        inside = (one.subject in held) + (one.other in held)
        if (inside == 1 and one.act == "not-same") or (inside and one.entry in aside):
            ours, theirs = (one.subject, one.other) if one.subject in held else (one.other, one.subject)
            found.append(Refusal("decision", one.act, "decision", _words(one, aside), ours, theirs, 1, 1))
    return found


def _words(one: Decision, aside: Mapping[int, tuple[str, str]]) -> str:
    """Say who decided what, and when; and why it is not followed, where it contradicts others."""
    what = "have one hand behind them" if one.act == "same" else "do not have one hand behind them"
    said = f"{one.who} decided on {one.at:%Y-%m-%d} that the two {what}" + (f": {one.why}" if one.why else ".")
    if one.entry not in aside:
        return said
    why = aside[one.entry][1]
    return f"{said.rstrip('.')}. {why[:1].upper()}{why[1:]}."


def _refused(database: Database, connection: Connection, root: int, named: Sequence[AnyRow]) -> list[Refusal]:
    """Return what would have tied others to the group, the most widely shared first."""
    mine = [(row.kind, row.value, row.ordinal) for row in named if row.kind in IDENTIFIER_KINDS]
    others = outsiders(connection, root, mine)
    pairs = [pair for other in others for pair in other.pairs]
    if not pairs:
        return []
    ads = ads_of(database, connection, [ordinal for pair in pairs for ordinal in pair])
    verdicts = dict(zip(pairs, _verdicts(ads, pairs, others), strict=True))
    found = [_refusal(ads, other, [verdicts[pair] for pair in other.pairs]) for other in others]
    return sorted(found, key=lambda refusal: (-refusal.groups, refusal.kind, refusal.value))


def _verdicts(
    ads: Ads, pairs: Sequence[tuple[int, int]], others: Sequence[Outsiders], held: Collection[str] = ()
) -> list[list[Finding]]:
    """Ask the rules of pairs of ads, knowing which of what `others` share is a hub; `held` ties whatever it is."""
    sketches, at = ads.sketches()
    named = [(at[a], at[b], f"{other.kind}:{other.value}") for other in others for a, b in other.pairs]
    return findings(sketches, [(at[a], at[b]) for a, b in pairs], hubs=hubs(sketches, named) - set(held))


def _refusal(ads: Ads, other: Outsiders, verdicts: Sequence[Sequence[Finding]]) -> Refusal:
    """Say why one identifier ties nothing: what the rules say of most of the pairs, with one of these to show."""
    said = [_of(verdict, other.kind, other.value) for verdict in verdicts]
    rule = Counter(rule for rule, _ in said).most_common(1)[0][0]
    at = next(at for at, (each, _) in enumerate(said) if each == rule)
    ours, theirs = (ads.rows[ordinal].id for ordinal in other.pairs[at])
    return Refusal(other.kind, other.value, rule, said[at][1], ours, theirs, other.groups, other.ads)


def _of(verdict: Sequence[Finding], kind: str, value: str) -> tuple[str, str]:
    """Return the rule, and its words, that keep an identifier from tying two ads of different groups."""
    for finding in verdict:
        if (finding.kind, finding.value) == (kind, value):
            return ("apart", _APART) if finding.ties else (finding.rule, finding.text)
    return "unsure", _UNSURE


def _of_two(
    database: Database, connection: Connection, a: int, b: int, linked: bool, direct: Collection[str]
) -> list[Finding]:
    """Return what linking sees in two postings, what ties them first; `direct` (`kind:value`) tie them as it is."""
    pair = ads_of(database, connection, [a, b])
    names = [{(m.kind, m.value): m.score for m in _contacts(pair.mentions.get(at, ()))} for at in (a, b)]
    shared = sorted(names[0].keys() & names[1].keys())
    sure = [name for name in shared if min(names[0][name], names[1][name]) >= POSSIBLE]
    others = outsiders(connection, -1, [(*name, at) for name in sure for at in (a, b)])
    carriers = (ordinal for other in others for each in other.pairs for ordinal in each)
    ads = ads_of(database, connection, [a, b, *carriers])
    told = _verdicts(ads, [(a, b)], others, direct)[0]
    if not linked:
        told = [_kept_apart(finding) if finding.ties else finding for finding in told]
    unsure = (Finding(*name, False, "unsure", _UNSURE) for name in shared if name not in sure)
    return [*told, *unsure]


def _contacts(said: Iterable[Mention]) -> list[Mention]:
    """Return the identifiers among mentions, of one that stands there twice the surest last."""
    return sorted((m for m in said if m.kind in IDENTIFIER_KINDS), key=lambda m: m.score)


def _kept_apart(finding: Finding) -> Finding:
    return replace(finding, ties=False, rule="apart", text=f"{finding.text} {_APART}")
