"""What stands in ads beside phone numbers, and is none: prices, measures, dates, orders, words with numbers inside."""

# ruff: noqa: E501 - tables read better with a row a line
from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.extraction.measure import Half, half_of

FILLER = (
    "New in town and happy to meet.", "Dinner company in a quiet place.", "Massage by appointment, clean studio.", "I am friendly and easy to talk to.", "Serious people only, please be polite.",
    "Parking in front of the house.", "Someone will open the door for you.", "No waiting, often free at short notice.", "Worth your time and money.", "Two friends, one great evening.",
    "Ask for a weekend rate.", "Visiting for a few days only.", "Cash or card, as you like.", "Dress well, be on time.", "We speak English and a little Spanish.", "Call before you come over.", "My phone is on all day.",
    "Weight and height in my profile.", "I won the prize for best company.", "Too good to miss, for you too.", "Near the airport and the mall.", "Fresh towels, soft music, good coffee.", "Come for tea, stay for a talk.",
    "One of a kind, none like me.", "Open most days, closed on Sunday.", "Tell me about you when you write.", "For a fine time in a fine place.", "Four seasons, five stars.", "Be at ease, it is a nice area.",
)  # fmt: skip

DECOYS: tuple[Callable[[random.Random], str], ...] = (
    lambda r: f"${r.randint(6, 40) * 10} for {r.choice(('30', '60', '90'))} min",
    lambda r: f"100/150/200 and {r.randint(2, 9)}00 for the night",
    lambda r: f"{r.randint(32, 38)}-{r.randint(23, 29)}-{r.randint(34, 39)}, 5'{r.randint(1, 9)}, {r.randint(100, 160)} lbs",
    lambda r: f"{r.randint(150, 185)} cm {r.randint(45, 80)} kg, size {r.randint(4, 14)}",
    lambda r: f"2026-{r.randint(1, 12):02d}-{r.randint(1, 28):02d} {r.randint(8, 22):02d}:{r.randint(0, 59):02d}:{r.randint(0, 59):02d}",
    lambda r: f"{r.randint(1, 12)}/{r.randint(1, 28)}/2026 to {r.randint(1, 12)}/{r.randint(1, 28)}/2026",
    lambda r: f"open {r.randint(8, 11)}am-{r.randint(6, 11)}pm, 10:00-{r.randint(18, 23)}:30",
    lambda r: f"order {r.randint(10**9, 10**10 - 1)} has been shipped",
    lambda r: f"Order #{r.randint(200, 999)}-{r.randint(2, 9)}{r.randint(10, 99)}-{r.randint(1000, 9999)}",
    lambda r: f"serial number SN{r.randint(10**9, 10**10 - 1)}",
    lambda r: f"S/N: {r.randint(10**9, 10**10 - 1)}",
    lambda r: f"ISBN 978-{r.randint(0, 9)}-{r.randint(100, 999)}-{r.randint(10000, 99999)}-{r.randint(0, 9)}",
    lambda r: f"ISBN-10: {r.randint(0, 9)}-{r.randint(100, 999)}-{r.randint(10000, 99999)}-{r.randint(0, 9)}",
    lambda r: f"IBAN DE{r.randint(10, 99)} {r.randint(1000, 9999)} {r.randint(1000, 9999)} {r.randint(1000, 9999)} {r.randint(1000, 9999)} {r.randint(10, 99)}",
    lambda r: f"IBAN GB{r.randint(10, 99)} NWBK {r.randint(1000, 9999)} {r.randint(1000, 9999)} {r.randint(1000, 9999)} {r.randint(10, 99)}",
    lambda r: f"Tulsa, OK {r.randint(10000, 99999)}-{r.randint(1000, 9999)}",
    lambda r: f"model XR-{r.randint(100, 999)}-{r.randint(1000, 9999)}B, {r.randint(2, 9)}00 W",
    lambda r: f"tracking 1Z{r.randint(100, 999)}AA{r.randint(10**9, 10**10 - 1)}",
    lambda r: f"item no. {r.randint(10**11, 10**12 - 1)}",
    lambda r: f"ad id {r.randint(10**9, 10**10 - 1)}, seen {r.randint(100, 9999)} times",
    lambda r: f"someone has money, often by the phone, weight {r.randint(100, 160)}",
    lambda r: f"{r.randint(20, 60)}.{r.randint(10000, 99999)}, -{r.randint(70, 120)}.{r.randint(10000, 99999)}",
    lambda r: f"{r.randint(1, 255)}.{r.randint(1, 255)}.{r.randint(1, 255)}.{r.randint(1, 255)}",
    lambda r: f"card ending {r.randint(1000, 9999)}, ref {r.randint(100000, 999999)}",
    lambda r: f"{r.randint(1000, 9999)} {r.randint(1000, 9999)} {r.randint(1000, 9999)} {r.randint(1000, 9999)}",
    lambda r: f"rooms {r.randint(100, 500)}, {r.randint(100, 500)} and {r.randint(100, 999)}, {r.randint(1000, 4999)} E {r.randint(2, 99)}th St",
    lambda _: "one two three, easy as that; four or five friends, six at most, seven days",
    lambda r: f"sizes {' '.join(str(r.randint(16, 24) * 2) for _ in range(5))}",
    lambda r: f"rates {r.randint(8, 20) * 10} {r.randint(20, 35) * 10} {r.randint(100, 250) * 10}",
    lambda r: f"{r.randint(18, 45)} years, {r.randint(2, 9)} photos, {r.randint(100, 999)} reviews, {r.randint(1000, 9999)} visits",
    lambda r: f"invoice {r.randint(100, 999)} {r.randint(200, 999)} {r.randint(1000, 9999)}",
    lambda r: f"population {r.randint(100, 999)},{r.randint(100, 999)},{r.randint(100, 999)}",
    lambda r: f"best of {r.randint(2000, 2025)} {r.randint(2000, 2025)} {r.randint(20, 25)}",
    lambda r: f"account {r.randint(10**9, 10**10 - 1)} routing {r.randint(10**8, 10**9 - 1)}",
    lambda r: f"lottery {' '.join(str(r.randint(1, 60)) for _ in range(6))}",
    lambda r: f"https://example.com/item/{r.randint(10**9, 10**10 - 1)}.html",
    lambda r: f"IMG_2026{r.randint(1, 12):02d}{r.randint(1, 28):02d}_{r.randint(10**5, 10**6 - 1)}.jpg",
    lambda r: f"level 3, win 5 to 4, {r.randint(100, 999)} points for {r.randint(100, 999)} games",
)  # fmt: skip


def filler(rng: random.Random, half: Half, characters: int, share: float = 0.2) -> str:
    """Return ordinary sentences of about so many characters, a share of them harmless figures."""
    said: list[str] = []
    length = 0
    sentences, figures = half_of(FILLER, half), half_of(DECOYS, half)
    while length < characters:
        said.append(rng.choice(figures)(rng) + "." if rng.random() < share else rng.choice(sentences))
        length += len(said[-1]) + 1
    return " ".join(said)


def decoy(rng: random.Random, half: Half) -> str:
    """Return a text that holds figures and number words but no phone number."""
    figures = half_of(DECOYS, half)
    said = [rng.choice(figures)(rng) for _ in range(rng.randint(1, 3))] + rng.choices(
        half_of(FILLER, half), k=rng.randint(1, 4)
    )
    rng.shuffle(said)
    return " ".join(said)
