"""HTML as it was captured, to a tree, and elements to their text."""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree, html

from firstlight.collect import tags
from firstlight.collect.encoding import Encoding

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
_WEB_CODECS = re.compile(
    r"utf-8|utf-16(-[lb]e)?|iso8859-\d+|cp(125\d|866|874|932|949|950)|koi8-[ru]|mac-(roman|cyrillic)|gbk|gb18030|gb2312"
    r"|big5(hkscs)?|euc_(jp|kr)|shift_jis|iso2022_jp|tis-620"
)
"""Source: Encoding standard, section 4.2, in Python's names."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "iframe", "object"})


def decode(body: bytes, stated: str) -> tuple[str, Encoding]:
    """Decode a page: its byte order mark, else the charset its HTTP header states, else its own, else UTF-8 or a guess.

    What the encoding cannot hold becomes U+FFFD, as in a browser. Source: HTML standard, section 13.2.3.
    """
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace"), Encoding(codec)
    meta = _META.search(body, 0, 4096)
    for label in (stated, meta[1].decode("ascii", "replace") if meta else ""):
        if codec := _codec(label):
            return body.decode(codec, "replace"), Encoding(codec)
    try:
        return body.decode("utf-8"), Encoding("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace"), Encoding("cp1252", guessed=True)


def _codec(label: str) -> str:
    """The codec that browsers use for a label; empty for one they do not know."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name if label.isascii() else ""
    except (LookupError, ValueError):
        return ""
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name if _WEB_CODECS.fullmatch(name) else ""


def parse(text: str) -> Any:
    """The root element of a page, or None when there is none.

    A page that would take too long is parsed without what makes it so; one nested too deeply, as its text (`tags`).
    """
    page = text.replace("\0", "")
    if tags.too_many(page):
        page = tags.shorn(page)
    root, whole = _tree(page)
    return root if whole else _tree(tags.flat(page))[0]


def _tree(page: str) -> tuple[Any, bool]:
    """The root element, and whether all of the page is below it."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = None
    try:
        content = page.encode("utf-8", "replace")
        root = etree.fromstring(content, parser) if content.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        pass
    last = parser.error_log.last_error
    return root, last is None or last.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT


def text_of(element: Any) -> str:
    """An element's text as a reader sees it: a line for each block, runs of spaces as one, all else untouched."""
    parts: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        quiet = node.tag in SILENT and node is not element
        if event == "start":
            silent += quiet
            if node.tag in tags.BLOCKS:
                parts.append("\n")
            if not silent and node.text:
                parts.append(_SPACE.sub(" ", node.text))
        else:
            silent -= quiet
            if node.tag in tags.BLOCKS:
                parts.append("\n")
            if not silent and node is not element and node.tail:
                parts.append(_SPACE.sub(" ", node.tail))
    lines = (re.sub(" {2,}", " ", line).strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
