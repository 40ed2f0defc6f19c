"""Who stands behind the ads: operators, their personas, and the means by which they can be reached."""

from __future__ import annotations

from dataclasses import dataclass

from firstlight.simulate import contacts, places, scripts, spelling, wording
from firstlight.simulate.dice import Dice
from firstlight.simulate.places import City
from firstlight.simulate.rates import Rates, Size
from firstlight.simulate.scripts import Script, Traits

SITES = tuple(
    f"{name}.example" for name in ("cityboard", "meetlist", "eveningads", "localpages", "dateboard", "spaindex")
)
HIDDEN = ("controlled", "minor")
"""The classes in which somebody is made to."""


@dataclass(frozen=True, slots=True)
class Persona:
    """A person as ads show them. `age` is the true one; `stated` are the ages that ads give."""

    serial: int
    name: str
    age: int
    stated: tuple[int, ...]
    scripts: tuple[Script, ...]
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hub:
    """A booking line or verification service that unrelated people point to."""

    service: str
    phone: str


@dataclass(slots=True)
class Operator:
    """One hidden hand. `phones` are in order of use; `handle` and `email` are empty when there is none."""

    serial: int
    kind: str
    controlled: bool
    personas: tuple[Persona, ...]
    cities: tuple[City, ...]
    phones: tuple[str, ...]
    handle: str
    email: str
    authors: tuple[str, ...]
    sites: tuple[str, ...]
    rate: int
    habit: str | None
    former: bool
    stay: int
    hub: Hub | None = None
    stolen: bool = False
    recycled: bool = False
    decoy: str = ""


class Cast:
    """Makes operators one after another, and remembers what later ones may steal or be given."""

    def __init__(self, dice: Dice, rates: Rates, ads: int) -> None:
        self._dice = dice
        self._rates = rates
        self._numbers = contacts.Numbers(dice)
        self._released: list[str] = []
        self._scripts: list[Script] = []
        self._pictures: list[tuple[str, ...]] = []
        self._strangers: list[str] = []
        self._operators = 0
        self._personas = 0
        self._hubs = [
            Hub(dice.pick(wording.SERVICES), phone)
            for _ in range(1 + ads // 25_000)
            if (phone := self._numbers.take("NY")) is not None
        ]

    def operator(self, kind: str) -> Operator:
        """Return the next operator, of that class."""
        dice, rates = self._dice, self._rates
        self._operators += 1
        home = places.draw(dice)
        controlled = kind == "controlled" or (kind == "minor" and dice.chance(rates.minor_controlled))
        former = kind != "spam" and dice.chance(rates.former_share)
        phones, recycled = self._phones(kind, controlled, home, former)
        stolen = kind != "spam" and bool(self._scripts) and dice.chance(0.4 if kind == "scam" else rates.stolen_wording)
        shared = dice.pick(self._scripts) if stolen else None
        language = "es" if rates.spanish and kind != "spam" and dice.chance(rates.spanish) else "en"
        personas = self._cast(kind, controlled, shared, language)
        lead = personas[0].name
        reachable = not phones or dice.chance(rates.handle)
        obfuscating = rates.obfuscating_hidden if controlled or kind == "minor" else rates.obfuscating
        return Operator(
            serial=self._operators,
            kind=kind,
            controlled=controlled,
            personas=personas,
            cities=self._cities(kind, controlled, home),
            phones=phones,
            handle=contacts.handle(dice, lead, self._operators) if reachable and kind != "spam" else "",
            email=contacts.email(dice, lead, self._operators) if kind != "spam" and dice.chance(rates.email) else "",
            authors=self._authors(lead, controlled),
            sites=tuple(dice.some(SITES, dice.between(1, 3))),
            rate=10 * dice.between(6, 30),
            habit=dice.pick(tuple(spelling.OBFUSCATIONS)) if dice.chance(obfuscating) else None,
            former=former,
            stay=dice.size(rates.stay_days),
            hub=dice.pick(self._hubs)
            if self._hubs and kind in ("independent", "touring", "agency") and dice.chance(rates.hub_user)
            else None,
            stolen=stolen,
            recycled=recycled,
            decoy=self._decoy(kind, phones),
        )

    def _decoy(self, kind: str, phones: tuple[str, ...]) -> str:
        """Return a stranger's number that a hidden operator gives beside their own, empty for none."""
        if not self._rates.decoy:
            return ""
        if kind in HIDDEN:
            return self._dice.pick(self._strangers) if self._strangers and self._dice.chance(self._rates.decoy) else ""
        self._strangers += phones[:1]
        return ""

    def _phones(self, kind: str, controlled: bool, home: City, former: bool) -> tuple[tuple[str, ...], bool]:
        dice, rates = self._dice, self._rates
        if not former and self._released and kind != "spam" and dice.chance(0.1):
            return (self._released.pop(),), True
        count = 1 + dice.chance(0.08)
        if kind == "spam":
            count = dice.size(rates.spam_phones)
        elif controlled:
            count = dice.size(rates.controlled_phones)
        elif kind == "agency":
            count = 1
        elif dice.chance(0.06):
            count = 0
        count += rates.hidden_more_phones * (kind in HIDDEN)
        states = [home.state if dice.chance(0.8) else places.draw(dice).state for _ in range(count)]
        taken = tuple(phone for state in states if (phone := self._numbers.take(state)) is not None)
        if former and taken and dice.chance(rates.recycled_number):
            self._released.append(taken[0])
        return taken, False

    def _cities(self, kind: str, controlled: bool, home: City) -> tuple[City, ...]:
        dice = self._dice
        if kind == "spam":
            return places.cities()
        if kind == "touring" or (controlled and dice.chance(0.7)):
            return tuple(places.circuit(dice, home, dice.size(self._rates.circuit_cities)))
        return tuple(places.circuit(dice, home, dice.between(1, 2)))

    def _authors(self, name: str, controlled: bool) -> tuple[str, ...]:
        dice = self._dice
        if not dice.chance(self._rates.author_account):
            return ()
        return tuple(f"{name.lower()}{dice.below(10_000)}" for _ in range(dice.between(1, 3) if controlled else 1))

    def _cast(self, kind: str, controlled: bool, shared: Script | None, language: str) -> tuple[Persona, ...]:
        """Return the personas: one management lets them share its scripts, or writes each their own."""
        dice, rates = self._dice, self._rates
        sizes = {"agency": rates.agency_personas, "controlled": rates.controlled_personas}
        count = dice.size(sizes.get(kind, rates.controlled_personas if controlled else Size(1, 1)))
        names = dice.some(wording.NAMES, count)
        minors = {dice.below(count)} if kind == "minor" else set()
        if minors and dice.chance(0.3):
            minors.add(dice.below(count))
        house: tuple[Script, ...] = ()
        if count > 1 and dice.chance(0.6):
            house = tuple(self._script(kind, controlled, kind == "minor", language) for _ in range(dice.between(1, 3)))
        return tuple(
            self._persona(kind, controlled, name, at in minors, house, shared, language)
            for at, name in enumerate(names)
        )

    def _persona(
        self,
        kind: str,
        controlled: bool,
        name: str,
        minor: bool,
        house: tuple[Script, ...],
        shared: Script | None,
        language: str,
    ) -> Persona:
        dice, rates = self._dice, self._rates
        self._personas += 1
        own = house or tuple(self._script(kind, controlled, minor, language) for _ in range(1 + dice.chance(0.3)))
        age = dice.between(14, 17) if minor else 19 + dice.size(Size(0, 29))
        pictures = tuple(f"pictures/{self._personas:06d}-{at}.jpg" for at in range(dice.between(1, 4)))
        if self._pictures and (kind == "scam" or dice.chance(rates.stolen_picture)):
            pictures = dice.pick(self._pictures)
        _remember(self._pictures, pictures)
        if shared is None and kind != "spam":
            _remember(self._scripts, own[0])
        stated = self._stated(minor, age, controlled)
        return Persona(self._personas, name, age, stated, (shared,) if shared else own, pictures)

    def _stated(self, minor: bool, age: int, controlled: bool) -> tuple[int, ...]:
        dice, rates = self._dice, self._rates
        if minor:
            said = [dice.between(18, 21)]
            if dice.chance(rates.minor_inconsistent):
                said += [dice.between(18, 23), said[0] + dice.between(2, 4)]
            if dice.chance(rates.minor_stated):
                said.append(age)
            return tuple(said)
        if dice.chance(rates.adult_age_shaved):
            age = max(19, age - dice.between(2, 6))
        if dice.chance(3 * rates.adult_inconsistent if controlled else rates.adult_inconsistent):
            return (age, max(18, age - dice.between(1, 4)), age)
        return (age,)

    def _script(self, kind: str, controlled: bool, minor: bool, language: str) -> Script:
        dice, rates = self._dice, self._rates
        if kind == "spam":
            return scripts.blast(dice)
        hidden = controlled or minor
        youth = rates.minor_youth_wording if minor else rates.adult_youth_wording
        traits = Traits(
            third_person=dice.chance(
                rates.third_person_hidden if controlled or kind == "agency" else rates.third_person
            ),
            youth=dice.chance(youth),
            trust=dice.chance(rates.minor_trust_wording if hidden or kind == "scam" else rates.adult_trust_wording),
            screening=dice.chance(rates.screening_wording),
            restricted=dice.chance(rates.restricted_hidden if hidden else rates.restricted),
            boilerplate=dice.chance(rates.boilerplate),
            advance_fee=kind == "scam",
            origin=bool(rates.origin_wording) and dice.chance(rates.origin_wording),
            language=language,
        )
        return scripts.write(dice, traits)


_MEMORY = 2_000


def _remember(shelf: list[Script] | list[tuple[str, ...]], thing: object) -> None:
    """Put a thing on a shelf of limited length, the oldest giving way."""
    shelf.append(thing)  # type: ignore[arg-type]
    if len(shelf) > _MEMORY:
        del shelf[0]
