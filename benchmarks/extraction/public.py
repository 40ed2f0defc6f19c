"""Texts that we did not write: other projects' own test cases, read where they were fetched to, never copied here.

python -m benchmarks.extraction --public DIR [--misses]

DIR holds clones, bare or with a work tree, each in a folder that ends in the repository's name (`owner+name/repo`, or
plain `name`); whichever of these are there are read, at whatever commit is checked out or HEAD:

    python-phonenumbers (daviddrysdale)   the matcher's own cases; its example numbers come with the installed package
    duckling (facebook)                   corpora of phone numbers, e-mails and addresses
    presidio (microsoft)                  recognisers of phones, e-mails, addresses and wallets
    linkify-it-py (tsutsu3)               links, and what is no link
    CommonRegex (madisonmay)              phones, e-mails, times
    number-parser (scrapinghub)           numbers in words, English and Spanish, read as ages
    bitcoinjs-lib (bitcoinjs), bech32 (sipa), monero-python (monero-ecosystem)   addresses, valid and broken
    PGPy (SecurityInnovation)             armoured keys and messages
    dig-phone-extractor (ZwEin27)         its ground truth, real ads of 2015: counted, and never shown

What counts is each project's own expectation: a value where it gives one, else how many there are. Where a project
wants more than an investigator does (a number of seven digits with no area code) the miss stands all the same.
"""

from __future__ import annotations

import ast
import csv
import html
import io
import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import phonenumbers
import pyarrow as pa

from benchmarks.extraction.measure import Tally, table, wilson
from firstlight.extract.run import run
from firstlight.records import POSSIBLE, POSTING

ONE = frozenset({"?"})
"""What a case holds of which only is known that there is one."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the values in it, or with how many there are."""

    kind: str
    text: str
    values: frozenset[str] | int
    region: str = "US"


class Folder:
    """One fetched repository, bare or with a work tree."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bare = not (path / ".git").exists()

    def text(self, name: str) -> str:
        """Return a file's text; raise FileNotFoundError if it is not there."""
        if not self._bare:
            return (self._path / name).read_text("utf-8")
        shown = subprocess.run(
            ["git", f"--git-dir={self._path}", "show", f"HEAD:{name}"], capture_output=True, check=False
        )
        if shown.returncode:
            raise FileNotFoundError(name)
        return shown.stdout.decode("utf-8")

    def names(self, ending: str) -> list[str]:
        """Return the files whose path ends so."""
        if not self._bare:
            return sorted(str(file.relative_to(self._path)) for file in self._path.rglob(f"*{ending}"))
        listed = subprocess.run(
            ["git", f"--git-dir={self._path}", "ls-tree", "-r", "--name-only", "HEAD"], capture_output=True, check=True
        )
        return [name for name in listed.stdout.decode().splitlines() if name.endswith(ending)]


def _folder(base: Path, name: str) -> Folder | None:
    for path in sorted(base.iterdir()):
        if path.is_dir() and re.split(r"[+/]", path.name)[-1] == name:
            return Folder(path / "repo" if (path / "repo").is_dir() else path)
    return None


def _e164(number: str, region: str) -> str | None:
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    valid = phonenumbers.is_valid_number(parsed)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if valid else None


def matcher(folder: Folder) -> Iterator[Case]:
    """Read the matcher's lists; the numbers that today's numbering plans know, and what is no number at any level."""
    tree = ast.parse(folder.text("python/tests/phonenumbermatchertest.py"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            for call in node.value.elts:
                written = [_literal(argument) for argument in call.args] if isinstance(call, ast.Call) else []
                if len(written) == 2 and None not in written:
                    number, region = str(written[0]), str(written[1])
                    if name == "IMPOSSIBLE_CASES":
                        yield Case("phone", number, frozenset(), region)
                    elif name != "POSSIBLE_ONLY_CASES" and (value := _e164(number, region)):
                        yield Case("phone", number, frozenset({value}), region)


def _literal(node: ast.AST) -> object | None:
    if isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) else None


REGIONS = ("US", "CA", "GB", "IE", "AU", "NZ", "IN", "AE", "ZA", "MX", "ES", "FR", "DE", "BR")


def examples() -> Iterator[Case]:
    """Yield libphonenumber's example numbers: ours as dialled at home, all the world's with their country code."""
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE)
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in kinds:
            number = phonenumbers.example_number_for_type(region, kind)
            if number is None:
                continue
            value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            abroad = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
            yield Case("phone", f"Call {abroad} today", frozenset({value}))
            if region in REGIONS:
                home = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
                yield Case("phone", f"Call {home} today", frozenset({value}), region)


_DUCKLING = re.compile(r'examples \((\w+) ((?:"[^"]*" ?)+)\)\s*\[((?:\s*,?\s*"[^"]*")+)')
_QUOTED = re.compile(r'"([^"]*)"')


def duckling(folder: Folder) -> Iterator[Case]:
    """Read the corpora; a phone's value is worked out by libphonenumber, an address's is compared in our form."""
    for kind, name in (("phone", "PhoneNumber"), ("email", "Email"), ("email", "Email/EN"), ("url", "Url")):
        source = folder.text(f"Duckling/{name}/Corpus.hs")
        refused, _, accepted = source.partition("allExamples =")
        for _, values, texts in _DUCKLING.findall(accepted):
            first = _QUOTED.findall(values)[0]
            for text in _QUOTED.findall(texts):
                if kind == "email":
                    yield Case(kind, text, frozenset({first.lower()}))
                elif kind == "url":
                    yield Case(kind, text, 1)
                elif value := _e164(text, "US"):
                    yield Case(kind, text, frozenset({value}))
        listed = refused.partition("examples =")[2].partition("]")[0]
        yield from (Case(kind, text, frozenset()) for text in _QUOTED.findall(listed))


def presidio(folder: Folder) -> Iterator[Case]:
    """Read the first two columns of the recognisers' tables: a text, and how many it holds."""
    for kind, name in (("phone", "phone"), ("email", "email"), ("url", "url"), ("wallet", "crypto")):
        tree = ast.parse(folder.text(f"presidio-analyzer/tests/test_{name}_recognizer.py"))
        seen: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Tuple) and len(node.elts) > 2:
                text, count = (_literal(element) for element in node.elts[:2])
                if isinstance(text, str) and isinstance(count, int) and text not in seen:
                    seen.add(text)
                    yield Case(kind, text, count)


def linkify(folder: Folder) -> Iterator[Case]:
    """Read the fixtures: a text, and on the line below it the link, if it is not the text as a whole."""
    for name, held in (("links", 1), ("not_links", 0)):
        for block in folder.text(f"test/fixtures/{name}.txt").split("\n\n"):
            lines = [line.partition(" %")[0].rstrip() for line in block.splitlines() if not line.startswith("%")]
            for text in lines[:1] if held else lines:
                if text and not text.startswith("//"):
                    yield Case("email" if "@" in text and "://" not in text else "url", text, held)


def common_regex(folder: Folder) -> Iterator[Case]:
    """Read the lists named `matching` of the tests of phones, e-mails and times."""
    kinds = {"test_phones": "phone", "test_emails": "email", "test_times": "time"}
    for node in ast.walk(ast.parse(folder.text("test.py"))):
        if isinstance(node, ast.FunctionDef) and node.name in kinds:
            for inner in node.body:
                if isinstance(inner, ast.Assign) and isinstance(inner.value, ast.List):
                    for element in inner.value.elts:
                        text = str(_literal(element))
                        kind = kinds[node.name]
                        value = _e164(text, "US") if kind == "phone" else None
                        if kind != "phone" or value:
                            yield Case(kind, text, frozenset({value}) if value else 1)


def number_parser(folder: Folder) -> Iterator[Case]:
    """Read the words for 14 to 75 as ages: "I am twenty-three years old", "tengo veintitrés años"."""
    frames = {"en": "I am {} years old", "es": "tengo {} años"}
    for name in folder.names(".csv"):
        language = name.rpartition("/")[2][:2]
        if "/hundreds/" in name and language in frames:
            for row in csv.DictReader(io.StringIO(folder.text(name))):
                if row["number"].isdigit() and 14 <= int(row["number"]) <= 75:
                    text = frames[language].format(row["text"].strip().lower())
                    yield Case("age", text, frozenset({row["number"]}))


def bitcoin(folder: Folder) -> Iterator[Case]:
    """Read the addresses of the main networks, and the broken ones."""
    data = json.loads(folder.text("test/fixtures/address.json"))
    for row in data["standard"]:
        address = row.get("base58check") or row.get("bech32")
        if address and row["network"] in {"bitcoin", "litecoin"}:
            yield Case("wallet", f"pay to {address}", 1)
    invalid = data["invalid"]
    for row in (*invalid.get("bech32", ()), *invalid.get("fromBase58Check", ())):
        yield Case("wallet", f"pay to {row['address']}", 0)


def segwit(folder: Folder) -> Iterator[Case]:
    """Read the reference's addresses: those of the main network with a version in use, and the broken ones."""
    for node in ast.parse(folder.text("ref/python/tests.py")).body:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        name = node.targets[0].id
        if name in {"VALID_ADDRESS", "INVALID_ADDRESS"}:
            for row in ast.literal_eval(node.value):
                address = row[0] if isinstance(row, list) else row
                if name == "INVALID_ADDRESS":
                    yield Case("wallet", f"pay to {address}", 0)
                elif address.lower().startswith(("bc1q", "bc1p")) and len(address) <= 62:
                    yield Case("wallet", f"pay to {address}", 1)


_MONERO = re.compile(r'(?m)^    (\w*addr(?:_invalid)?) = "([1-9A-HJ-NP-Za-km-z]{90,110})"')


def monero(folder: Folder) -> Iterator[Case]:
    """Read the main network's addresses, sub-addresses and integrated addresses, and the broken ones."""
    for name, address in _MONERO.findall(folder.text("tests/test_address.py")):
        if address[0] in "48":
            yield Case("wallet", f"xmr {address}", 0 if name.endswith("invalid") else 1)


def pgp(folder: Folder) -> Iterator[Case]:
    """Read the armoured files: a public key's block holds a key, a secret key's and an encrypted message none."""
    for name in folder.names(".asc"):
        text = folder.text(name)
        if text.startswith("-----BEGIN PGP PUBLIC KEY BLOCK"):
            yield Case("pgp", text, 1)
        elif text.startswith(("-----BEGIN PGP MESSAGE", "-----BEGIN PGP PRIVATE")):
            yield Case("pgp", text, 0)


def dig(folder: Folder) -> Iterator[Case]:
    """Read the extractor's own ground truth: titles and bodies, with the numbers that people found in them."""
    for row in json.loads(folder.text("test/groundtruth/groundtruth.json"))["jsonlines"]:
        abroad = {str(number) for number in row["int_ext_gt"]}
        numbers = abroad or {f"+1{number}" for number in row["text_ext_gt"]}
        yield Case("phone", f"{row['title']}\n{row['body']}", frozenset(numbers))


NEVER_SHOWN = frozenset({"dig-phone-extractor"})
"""Sources of real people's words: only counts of them are printed."""

SOURCES: dict[str, Callable[[Folder], Iterator[Case]]] = {
    "python-phonenumbers": matcher, "duckling": duckling, "presidio": presidio, "linkify-it-py": linkify,
    "CommonRegex": common_regex, "number-parser": number_parser, "bitcoinjs-lib": bitcoin, "bech32": segwit,
    "monero-python": monero, "PGPy": pgp, "dig-phone-extractor": dig,
}  # fmt: skip
"""The projects that are read, each with its reader."""


def found(cases: list[Case]) -> list[list[str]]:
    """Return the values of its kind that are surely found in each case, one for each place."""
    values: list[list[str]] = [[] for _ in cases]
    by_region: dict[str, list[int]] = defaultdict(list)
    for at, case in enumerate(cases):
        by_region[case.region].append(at)
    for region, places in by_region.items():
        rows = [{"ordinal": at, "id": str(at), "text": html.unescape(cases[at].text)} for at in places]
        for mention in run(pa.Table.from_pylist(rows, schema=POSTING), regions=(region,)).to_pylist():
            if mention["kind"] == cases[mention["ordinal"]].kind and mention["score"] >= POSSIBLE:
                values[mention["ordinal"]].append(mention["value"])
    return values


def count(case: Case, values: list[str], tally: Tally) -> bool:
    """Count a case; tell whether it was read as its project expects."""
    if isinstance(case.values, int):
        right = min(case.values, len(values))
        tally += Tally(right, case.values - right, len(values) - right)
        return len(values) == case.values
    tally.add(set(case.values), set(values))
    return set(values) == case.values


def main(base: Path, misses: bool = False) -> None:
    """Print recall and precision on every project's cases, by kind."""
    rows = []
    read: dict[str, list[Case]] = {"libphonenumber's examples": list(examples())}
    for name, reader in SOURCES.items():
        folder = _folder(base, name)
        if folder is not None:
            read[name] = list(reader(folder))
    for name, cases in read.items():
        tallies: dict[str, Tally] = {}
        for case, values in zip(cases, found(cases), strict=True):
            right = count(case, values, tallies.setdefault(case.kind, Tally()))
            if misses and not right and name not in NEVER_SHOWN:
                expected = case.values if isinstance(case.values, int) else sorted(case.values)
                print(f"{name}, {case.kind}: {case.text[:120]!r} ({case.region}): {expected}, found {sorted(values)}")
        for kind, tally in tallies.items():
            texts = sum(case.kind == kind for case in cases)
            held = tally.right + tally.missed
            interval = "{:.2f}-{:.2f}".format(*wilson(tally.right, held))
            rows.append([name, kind, str(texts), str(held), f"{tally.recall:.3f}", interval, f"{tally.precision:.3f}"])
    print("\nTexts that we did not write\n")
    print(table(("source", "kind", "texts", "held", "recall", "95%", "precision"), rows))
    missing = [name for name in SOURCES if name not in read]
    if missing:
        print(f"\nnot there: {', '.join(missing)}")
