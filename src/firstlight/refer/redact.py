"""Covering names and identifiers, so that an export can be shown to people who need the pattern and not the person.

Each identifier and each name becomes a token, such as [phone 1], the same wherever it stands, so that who is tied to
whom can still be read. Ads go by a number, and by the digest of what they say in full: whoever holds the full export
finds the same ad by it. Addresses of pages, accounts, threads, pictures and unread fields are left out. What people
wrote in the case and with decisions is left out too. Places, days, ages and rates stay.
"""

from __future__ import annotations

import re
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
        self._by_start: dict[str, list[tuple[str, str]]] = {}
        for text, token in {_folded(text): token for text, token in said.items()}.items():
            if start := _PIECE.match(text):
                self._by_start.setdefault(start[0], []).append((text, token))
        for known in self._by_start.values():
            known.sort(key=lambda pair: -len(pair[0]))

    def token(self, kind: str, value: str) -> str:
        """Return the token of something, numbered within its kind in the order in which it came."""
        if (kind, value) not in self.tokens:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self.tokens[kind, value] = f"[{kind} {self._counts[kind]}]"
        return self.tokens[kind, value]

    def words(self, text: str) -> str:
        """Return a text with everything that is covered anywhere replaced by its token.

        Looked up by the piece that each begins with, so that the cost follows the text, not how much is covered.
        """
        folded, parts, at = _folded(text), [], 0
        for piece in _PIECE.finditer(folded):
            start = piece.start()
            if start < at:
                continue
            for said, token in self._by_start.get(piece[0], ()):
                end = start + len(said)
                if folded.startswith(said, start) and not (_is_word(said[-1]) and _is_word(folded[end : end + 1])):
                    parts += [text[at:start], token]
                    at = end
                    break
        return "".join([*parts, text[at:]])

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


_PIECE = re.compile(r"\w+|[^\w\s]")


def _folded(text: str) -> str:
    """Return a text in lower case, letter for letter: what would become longer stays as it is."""
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
