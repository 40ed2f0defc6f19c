"""Wallets: addresses of Bitcoin, Litecoin, Tron, Ethereum and Monero whose checksum holds; "btc:1Boat...".

Catches base58 (BTC, LTC, TRX), bech32 and bech32m (BTC, LTC), EIP-55 hexadecimal (ETH) and Monero's own base58, also
when a space or a line break stands inside. Refuses every address whose checksum fails. An Ethereum address all in one
case has no checksum and is kept with a lower score; a Tron or Bitcoin address has one always.
Sources: Bitcoin wiki "Base58Check encoding"; BIP-173, BIP-350; EIP-55; Monero "cryptonote" base58; TRON TIP-1 docs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstlight.extract.coins import decode
from firstlight.extract.kinds import Context, Found
from firstlight.extract.text import TextView

KIND = "wallet"
GATE = r"[0-9a-z]{26}|\b(?:bc1|ltc1|0x)[0-9a-z]{6}|\b[13lmt48][0-9a-z]{11}"
FIELDS = ("title", "text")

_BTC = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"
_BTC_SCRIPT = "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"
_BTC_SEGWIT = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
_BTC_TAPROOT = "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr"
_ETH = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
_XMR = "4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge"

EXAMPLES = (
    (f"BTC: {_BTC}", (f"btc:{_BTC}",)),
    (f"bitcoin:{_BTC_SCRIPT}?amount=1", (f"btc:{_BTC_SCRIPT}",)),
    (f"pay to {_BTC_SEGWIT.upper()} please", (f"btc:{_BTC_SEGWIT}",)),
    (f"{_BTC_TAPROOT}.", (f"btc:{_BTC_TAPROOT}",)),
    (f"eth {_ETH}", (f"eth:{_ETH}",)),
    (f"eth {_ETH.lower()}", (f"eth:{_ETH}",)),
    (f"XMR {_XMR}", (f"xmr:{_XMR}",)),
    (f"{_BTC_SEGWIT[:20]} {_BTC_SEGWIT[20:]}", (f"btc:{_BTC_SEGWIT}",)),
    ("TRX TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", ("trx:TJRabPrwbZy45sbavfcjinPJC18kjpRTv8",)),
)
DECOYS = (
    _BTC[:-1] + "3", _BTC_SEGWIT[:-1] + "5", _ETH.replace("5aAe", "5aae"), _XMR[:-1] + "f",
    "abcdefghijklmnopqrstuvwxyz0123456789", "0x1234", "1" * 34, "commit 356a192b7913b04c54574d18c28d46e6395428ab",
)  # fmt: skip

_RUN = re.compile(r"(?<![^\W_])[a-z0-9]{26,106}(?![^\W_])")
_HEADS = re.compile(r"(?<![^\W_])(?:(?:bc1|ltc1|0x)[a-z0-9]{6,102}|[13lmt48][a-z0-9]{11,105})(?![^\W_])")
_PIECE = re.compile(r"(?:\s{1,2}|-\n)([a-z0-9]{2,100})(?![^\W_])")
_MOST_PIECES = 4


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every address whose checksum holds, in its canonical writing."""
    del context
    done = 0
    for match in _RUN.finditer(view.text):
        found = _read(view, match.start(), match.end())
        if found is not None:
            done = match.end()
            yield found
    for match in _HEADS.finditer(view.text):
        if match.start() < done or match.end() - match.start() >= 106:
            continue
        found = _joined(view, match)
        if found is not None:
            done = found.end
            yield found


def _joined(view: TextView, head: re.Match[str]) -> Found | None:
    """Read an address of which pieces stand apart; the checksum says when it is whole."""
    if not any(character.isdigit() for character in head[0][1:]):
        return None
    end = head.end()
    for _ in range(_MOST_PIECES):
        piece = _PIECE.match(view.text, end)
        if piece is None or piece.end() - head.start() > 130:
            return None
        end = piece.end()
        found = _read(view, head.start(), end)
        if found is not None:
            return found
    return None


def _read(view: TextView, start: int, end: int) -> Found | None:
    """Return the address between two offsets of the view; base58 needs the original's capitals."""
    first, last = view.span(start, end)
    written = "".join(c for c in view.original[first:last] if c.isascii() and c.isalnum())
    if not 26 <= len(written) <= 106:
        return None
    read = decode(written)
    return read and Found(KIND, f"{read.coin}:{read.address}", start, end, read.score, f"wallet/{read.rule}")
