"""The words around a number that say whether it is the age of the person in the ad, somebody else's, or no age.

All patterns are bounded and are tried on at most sixty characters before or after a number.
"""

from __future__ import annotations

import re

from firstlight.extract.numerals import LEET, UNITS, WHOLE
from firstlight.extract.vocabulary import words_of

_GLUES = ("yo", "yr", "yrs", "year", "years", "y", "yrold", "yearold", "yearsold", "anos", "a", "f", "ans", "yrsold")
_DIGITS = frozenset(map(str, range(100))) | {
    a + b for a in "0123456789oilzsb" for b in "0123456789oilzsb" if a.isdigit() or b.isdigit()
}

_SEXES = ("f", "w")
CANDIDATES = (
    frozenset(WHOLE)
    | frozenset(UNITS)
    | frozenset(LEET)
    | _DIGITS
    | {sex + digits for digits in _DIGITS for sex in _SEXES}
    | {digits + glue for digits in _DIGITS for glue in _GLUES}
)
"""Words that may begin an age."""

GLUED = re.compile(rf"([0-9oilzsb]{{1,2}})(?:{'|'.join(_GLUES)})")
"""A number and its unit in one word (one of `CANDIDATES`)."""

SEXED = re.compile(r"[fw]([1-4][0-9])")
"""A number with the sex before it in one word, as dating sites have it: "F24"."""
SEX_BEFORE = re.compile(r"(?:^|[\s,(|/])(?:f|fem|female|woman|lady|girl)\s?[/|,:-]\s?$")
SEX_AFTER = re.compile(r"\s?[/|,-]?\s?(?:f|fem|female|w4m|f4m|tf)(?![a-z0-9'])(?! ?[.:]\d)")
"""What says that a number is an age because a sex stands beside it: "23/f/Dallas", "19 F"."""

SENTENCE_END = re.compile(r"[!?;\n]|\.(?=\s|$)")

SPOILT_LEFT = re.compile(
    r"(?:[$£€¥#]\s?|\d[.,:/]|\d-\d{1,2}-|\d\s[:/-]\s?|[a-z0-9]['_=])$|"
    r"\b(?:usd|room|suite|apt|apartment|unit|size|exit|gate|floor|hwy|highway|route|no|channel|iphone|galaxy|"
    r"version|since|"
    r"level|table|door|bus|line|page|chapter|item|number|weight|was)[\s.:]{0,2}$"
)
SPOILT_RIGHT = re.compile(
    r"[%$£€°+'\"]|[.:/,]\d|/(?=hr|h\b|min|day|night|week)|(?:st|nd|rd|th)\b|\s{0,2}(?:"
    r"[+%$£€]|plus\b|(?:and|or|&|y|o) (?:up|over|older|above|under|younger|mas)\b|only\b|"
    r"(?:mins?|minutes?|minutos|hrs?|hours?|h|horas|days?|dias|nights?|weeks?|semanas|months?|meses|seconds?|"
    r"miles?|mi|blocks?|ft|feet|foot|in|inch|inches|lbs?|pounds?|kgs?|cm|m|km|am|pm|oclock|percent|dollars?|"
    r"bucks|usd|roses|"
    r"people|persons|pictures|photos|pics|times|dates|years? ago|stars?|off|to call|to enter|to visit|"
    r"to book)\b|[ap]\.m|"
    r"[a-z]{2,14} (?:st|street|ave|avenue|rd|road|blvd|dr|drive|ln|lane|way|hwy|court|ct|plaza)\b)"
)
"""What makes a number part of a price, a time, a measure, an address, a limit."""

OWN = re.compile(
    r"(?:\b[il1] ?'? ?a?m|\b(?:she|he) ?'? ?i?s|\bim|\biam|\bi (?:just |recently )?turned|\bturned|\bsoy de|"
    r"\bj ?'? ?ai|\bje viens d'avoir|\b(?:ela )?tem|\b(?:eu )?tenho|\bacabei de fazer|"
    r"\b(?:yo |ya |apenas |solo )?tengo|\b(?:ella|ruby) tiene|\btiene|\bcumpli|\bcumplidos|\bme a)"
    r"[\s,.:-]{0,2}\s?(?:(?:just|only|about|now|actually|really|a|an|sweet|young|barely|apenas|solo|a fresh)\s){0,2}$"
)
"""What says that the number right after it is the speaker's own, or the person's spoken of."""

NOT_OWN = re.compile(r"\b(?:if|when|until|since|wish|think|thought|whether) (?:i|she|he)\b[^,]{0,12}$|\bin\s$")
AGE = re.compile(
    r"\b(?:age|aged|edad|idade|agee|agee de|my age is|her age is)\s?(?:is\b|of\b|[:=,.~>*-]{1,3})?\s{0,2}$"
)
NOT_AGE = re.compile(
    r"\b(?:legal|drinking|minimum|min|maximum|max|any|at|since|from|by|under|over|above|the|before|after|of|limit|"
    r"average|your|whisky|cheese|wine)\s(?:age|aged)\b"
)
YEARS = re.compile(r"[\s-]{0,2}(?:ye{1,8}ars?|yrs?|anos?|anitos|ans)\b\.?")
OLD = re.compile(
    r"[\s-]{0,2}(?:(?:ye{1,8}ars?|yrs?|y)[\s.-]{0,2}(?:olds?|young|of age)\b|y[./\s]{0,2}o\b\.?|yold\b|"
    r"anos de edad\b|anitos\b)"
)
OF_WHAT = re.compile(
    r"\s{0,2}(?:years?\s|yrs?\s)?(?:of|in|ago|experience|exp|as|at|since|later|and counting|de experiencia|"
    r"d'experience|en|serving|"
    r"working|together|warranty|married|running|strong|on|open|trabajando|to)\b"
)
FOR_YEARS = re.compile(
    r"\b(?:for|over|past|last|with|in|after|about|since|every|nearly|almost|than|of|next|these|have|within|hace|por|"
    r"mas de|desde|durante|en|single)\s$"
)
READER = re.compile(
    r"\b(?:you|your|u|ur|callers?|clients?|guests?|visitors?|viewers?|members?|gentlem[ae]n|men|guys|gents|"
    r"customers?|must|"
    r"if|over|under|above|below|older|younger|minimum|least|no one|nobody|noone|anyone|everyone|anybody|adults?|"
    r"persons?|"
    r"people|prefer\w{0,5}|need|needs|be|drink\w{0,3}|legal|limit|seeking|looking|mayor|mayores|menor|menores|"
    r"clientes?|"
    r"plus de|moins de|moins|majeure?s?|interdit|clients|maior(?:es)?|menor(?:es)?|acima|abaixo|cavalheiros?|"
    r"caballeros?|hombres?|minimo|si|turning|until|was|were not|when|who are)\b"
)
"""Words that turn an age into a condition on callers, or into one at another time."""

ADULTS_ONLY = re.compile(
    r"\s{0,2}(?:or|and|&|y|o)\s(?:older|over|above|up|under|younger|mas)\b|\s?\+|\s?(?:only|minimum|to call)\b"
)
FAMILY = re.compile(
    r"\b(?:mom|mum|mother|mommy|dad|father|parent|son|daughter|kid|kids|child|children|brother|niece|nephew|dog|"
    r"cat|puppy|"
    r"kitten|horse|car|truck|baby|boy|husband|wife|ex|boyfriend|grandson|granddaughter|grandma|"
    r"(?:my|our|the|this|that|a|family|their|his)\s(?:[a-z]{2,10}\s)?(?:building|house|company|business|salon|shop|"
    r"spa|studio|agency|account|site|website|page|place|club|bar|cafe|"
    r"car|marriage|relationship)|"
    r"bottle|whisky|whiskey|scotch|rum|wine|my sister|her sister|hijo|hija|hermano|"
    r"hermana|perro|"
    r"gato|nino|nina|madre|padre|coche|carro|fils|fille de|ma fille|mon frere|chien|chat|filho|filha|irmao|cachorro)\b"
)
"""Whose age it may be instead. A business must be spoken of (our company): the bare word is what ads offer."""
NOUN = re.compile(r"[ -]{1,2}([a-z]{2,16})\b")
PERSONS = words_of(
    "student woman lady girl female hostess companion model blonde brunette redhead nurse dancer artist waitress",
    "sweetheart  beauty professional single princess masseuse therapist friend lass person",
    "chica mujer dama  college university young slim tall sweet cute pretty lovely local new and with",
    "available here named who looking  in from at for to call text is very fun calm shy friendly classy",
    "elegant tattooed bilingual available",
)
THINGS = words_of(
    "dog cat puppy kitten horse car truck van bike motorcycle son daughter boy kid child brother sister nephew",
    "niece baby  whisky whiskey scotch rum wine port brandy tequila malt cheese house building home hotel company",
    "business shop salon spa  couch sofa bed table piano guitar phone laptop account site website record ad tree",
    "oak furniture tradition bottle  carpet recipe studio firm brand mattress tv boat perro gato coche carro hijo",
    "hija",
)
DETERMINED = re.compile(r"\b(?:my|our|his|her|their|your|the|a|an|one|this|that|of|un|una|mi|su)\s(?:[a-z]{2,10}\s)?$")
LADY_OF = re.compile(r"\b(?:lady|girl|woman|hostess|student|companion|chica|mujer|dama|senorita) (?:of|de)\s$")
HAVING = re.compile(
    r"\b(?:my|his|their|your|have|has|had|with|own|owns|drive|drink|love|of|that|old)\s(?:a|an|one|the|my|our)?\s?$"
)

NAMED = re.compile(r"\b([^\W\d_]{2,14})(\s?[,(/|:-]\s{0,2}|\s(?:is\s|-\s)?)$")
LEADING = re.compile(
    r"(?:\b(?:meet|is|it'?s|its|i'?m|am|to|visit|hostess|lady|companion|named|name|and|with|see|featuring|new|"
    r"sweet|lovely|"
    r"calm|classy|beautiful|me|call|y|soy)|[,:&/|*-])\s{0,2}$"
)
NO_NAMES = words_of(
    "room size suite unit age call text open only all over under from for the and now today new year years until",
    "since just  about after before at in on by of to or my your our per plus top level page st street ave road",
    "exit floor gate  monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun spring",
    "winter hours rates rate  special donation roses price in out both hotel motel inn phone cell tel number iphone",
    "galaxy hr hour half min",
)
IN_MONTH = re.compile(
    r"\s(?:in|last|this) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week|month|year|spring|summer)"
)
IS_ROOM = re.compile(r"\s?(?:is|are|on|at)\b")
MONTHS = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|"
    r"october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto)$"
)
ENDED = re.compile(r"\s{0,2}(?:$|[,.!)\n|*;~-]|/\s?[a-z]|and\b|y\b|&)")
AND = re.compile(r"\s(?:and|with|years|yrs|,)")
HERE = re.compile(
    r"\s(?:are|is|available|here|new|back|now|in|sweet|calm|classy|friendly|call|text|tonight|today|visiting|lovely)\b"
)

JOINT = re.compile(r"(\s?-\s?|\sto\s|\sa\s|\sand\s|\s?&\s?|\s?,\s?|\s?/\s?|\sy\s|,\sand\s|\suntil\s)")
SEVERAL = re.compile(
    r"(?:\b(?:ages?|aged|edades|we are|we ?'?re|somos de|tenemos|between|entre|friends|ladies|girls|hostesses|models|"
    r"sisters|companions|women|chicas|damas|amigas|are|twins)|\bages? (?:from|range)|\baged? between|"
    r"\bladies from)\W{0,3}$"
)
BETWEEN = re.compile(r"\b(?:between|entre)\s$")

STILL = re.compile(r"\b(?:still|only just|not more than) (?:only |just )?$")
STILL_AFTER = re.compile(r"\s{0,2}(?:$|[,.!)\n;]|(?:until|till|til|and in|in school|at school|this year)\b)")
"""What says that someone is a minor for now: "still 17 until June"."""

FIRST = re.compile(
    r"\s?[,&|/*~-]{1,2}\s?(?:and )?(?:single|blonde|brunette|redhead|petite|slim|tall|short|friendly|sweet|"
    r"calm|shy|curvy|fit|easy ?going|independent|student|new in|new to|new here|classy|fun|polite|bilingual|tattooed|"
    r"from|in town)\b"
    r"|\s(?:and|&)\s(?:single|ready|new|blonde|petite|slim|tall|fun|free|sweet)\b"
)
"""What follows an age with which a line opens: "22, petite and friendly"."""

NOT_YET = re.compile(
    r"\b(?:not|isn'?t|ain'?t|am not|still not|not quite|not yet|not even)\s(?:yet\s|quite\s|even\s|"
    r"turned\s)?18 ?(?:yet|still|until|till)\b|"
    r"\bstill not 18\b|\b(?:not|still not) (?:yet|quite|even) (?:turned )?18\b|\b(?:i'?m|i am|she'?s|"
    r"she is) under(?: the age of)? 18\b|"
    r"(?:^|\b(?:i'?m|i am|im|she is|she'?s)\s|[,.]\s?)(?:almost|nearly|soon|soon to be|about to (?:be|turn)|"
    r"turning) 18\b|"
    r"\b(?:i|she)(?:'ll| will) be 18\b|\bgoing on 18\b|\b(?:i|she) turn 18 (?:in|next|soon)\b|"
    r"\bturning 18 (?:soon|in|next)\b|"
    r"\b(?:casi|aun no|todavia no|pronto)(?: tengo| cumplo| cumplire)? (?:los )?18\b|\bcumplo 18 (?:pronto|en)\b"
)
"""Ways to say that someone is not 18 yet, with the number written as 18."""

DECADE = re.compile(r"\b(early|mid|late)[\s-]{1,2}(20|30|40|50|twenties|thirties|forties|fifties)(?:'?s)?\b")
TENS_WORDS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50}
DECADES = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
"""Years over the decade that each part of it spans."""

_TWINS = str.maketrans("oilzsb", "011258")


def decode(digits: str) -> int:
    """Return the number that digits with lookalikes stand for."""
    return int(digits.translate(_TWINS))
