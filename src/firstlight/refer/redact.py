"""Covering names and identifiers, so that an export can be shown to people who need the pattern and not the person.

Each identifier and each name becomes a token, such as [phone 1], the same wherever it stands, so that who is tied to
whom can still be read. Ads go by a number, and by the digest of what they say in full: whoever holds the full export
finds the same ad by it. Addresses of pages, accounts, threads, pictures and unread fields are left out. What people
wrote in the case and with decisions is left out too. Places, days, ages and rates stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from firstlight.records import IDENTIFIER_KINDS, Edge, Evidence, Lead, Mention, Posting, Reason
from firstlight.refer.material import Material, Piece

COVERED = (*IDENTIFIER_KINDS, "name")
"""Kinds of mention that are covered."""

_TEXTS = ("text", "title", "location")


def redact(material: Material) -> Material:
    """Return the same material with names and identifiers covered."""
    cover = _Cover(material)
    pieces = tuple(cover.piece(piece) for piece in material.pieces)
    return replace(
        material,
        title=material.about if material.case else material.title,
        redacted=True,
        leads=tuple(cover.lead(lead) for lead in material.leads),
        pieces=pieces,
        uses=tuple(replace(use, value=cover.token(use.kind, use.value)) for use in material.uses),
        ties=tuple(cover.tie(tie) for tie in material.ties),
        decisions=tuple(replace(one, why="", shown={}) for one in material.decisions),
        case=None,
    )


class _Cover:
    """Tokens for everything that is covered in one export."""

    def __init__(self, material: Material) -> None:
        self.ads = {piece.name: f"ad {number}" for number, piece in enumerate(material.pieces, 1)}
        self.tokens: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        said: dict[str, str] = {}  # what is covered, as it is written and in lower case
        for piece in material.pieces:
            for mention in piece.mentions:
                if mention.kind in COVERED:
                    said |= dict.fromkeys((mention.surface, mention.value), self.token(mention.kind, mention.value))
            if author := piece.posting.author:
                said[author] = self.token("author", author)
            said |= {piece.name: self.ads[piece.name], piece.posting.url or "": "[address]"}
        said |= {use.value: self.token(use.kind, use.value) for use in material.uses}
        self._said = {text: token for text, token in said.items() if text.strip()}
        self._said |= {text.casefold(): token for text, token in self._said.items()}
        self._any = _either(self._said)

    def token(self, kind: str, value: str) -> str:
        """Return the token of something, numbered within its kind in the order in which it came."""
        if (kind, value) not in self.tokens:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self.tokens[kind, value] = f"[{kind} {self._counts[kind]}]"
        return self.tokens[kind, value]

    def words(self, text: str) -> str:
        """Return a text with everything that is covered anywhere replaced by its token."""
        if self._any is None:
            return text
        return self._any.sub(lambda found: self._token_of(found.group()), text)

    def _token_of(self, found: str) -> str:
        return self._said.get(found) or self._said.get(found.casefold(), "[covered]")

    def piece(self, piece: Piece) -> Piece:
        """Return an ad with its fields covered: by spans first, then by whatever is covered elsewhere."""
        fields = {name: self._field(piece, name) for name in _TEXTS}
        ad = piece.posting
        posting = Posting(
            id=self.ads[piece.name], text=fields["text"] or "", title=fields["title"], location=fields["location"],
            site=ad.site and self.words(ad.site), posted_at=ad.posted_at,
            author=self.token("author", ad.author) if ad.author else None,
        )  # fmt: skip
        mentions = tuple(self._mention(mention) for mention in piece.mentions)
        return replace(piece, name=self.ads[piece.name], posting=posting, mentions=mentions)

    def lead(self, lead: Lead) -> Lead:
        """Return a lead whose reasons quote nothing that is covered."""
        return replace(
            lead,
            reasons=tuple(self._reason(reason) for reason in lead.reasons),
            postings=tuple(self.ads.get(name, "an ad") for name in lead.postings),
            places=tuple(self.words(place) for place in lead.places),
        )

    def tie(self, tie: Edge) -> Edge:
        """Return a tie by its ads' numbers and its identifier's token."""
        value = self.token(tie.kind, tie.value) if (tie.kind, tie.value) in self.tokens else self.words(tie.value)
        return Edge(self.ads.get(tie.a, "an ad"), self.ads.get(tie.b, "an ad"), tie.kind, value, tie.weight)

    def _field(self, piece: Piece, name: str) -> str | None:
        text: str | None = getattr(piece.posting, name)
        if text is None:
            return None
        spans = [mention for mention in piece.mentions if mention.field == name and mention.kind in COVERED]
        parts, at = [], 0
        for mention in sorted(spans, key=lambda one: (one.start, -one.end)):
            if mention.end > at:
                parts += [self.words(text[at : max(mention.start, at)]), self.token(mention.kind, mention.value)]
                at = mention.end
        return "".join([*parts, self.words(text[at:])])

    def _mention(self, mention: Mention) -> Mention:
        covered = mention.kind in COVERED
        token = self.token(mention.kind, mention.value) if covered else self.words(mention.value)
        surface = token if covered else self.words(mention.surface)
        # Where it stood in the full text means nothing in the covered one.
        return replace(mention, posting=self.ads[mention.posting], value=token, surface=surface, start=0, end=0)

    def _reason(self, reason: Reason) -> Reason:
        evidence = tuple(
            Evidence(self.ads.get(piece.posting, "an ad"), piece.field, 0, 0, self.words(piece.surface))
            for piece in reason.evidence
        )
        return replace(reason, text=self.words(reason.text), evidence=evidence)


def _either(said: Mapping[str, str] | Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern of any of the texts, the longest first; short ones only as words of their own."""
    longest = sorted(said, key=len, reverse=True)
    if not longest:
        return None
    return re.compile("|".join(_whole(text) for text in longest), re.IGNORECASE)


def _whole(text: str) -> str:
    before = r"(?<!\w)" if re.match(r"\w", text) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", text) else ""
    return f"{before}{re.escape(text)}{after}"
