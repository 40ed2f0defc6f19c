"""Signing in with a form, as the scope's recipe says: the page is fetched, its form filled in and sent.

Hidden fields go back as they came, as a browser sends them. What is sent is never archived; that one signed in is
noted.
"""

from __future__ import annotations

from typing import Any

from firstlight.collect import markup
from firstlight.collect.crawl import address
from firstlight.collect.crawl.address import Address, NoAddress
from firstlight.collect.crawl.challenge import wall
from firstlight.collect.crawl.fetch import Answer, ask
from firstlight.collect.crawl.gate import Gate, Pass
from firstlight.collect.crawl.network import Line
from firstlight.collect.crawl.recipe import Form, Login, css

_HOPS = 5


class NotSignedIn(Exception):
    """Signing in failed; says why."""


async def sign_in(line: Line, gate: Gate, login: Login) -> None:
    """Sign in. Raises NotSignedIn saying why that failed, or Trouble. Without a form, cookies must do."""
    if login.form is None:
        raise NotSignedIn("the session of the cookies is over")
    page_of_form = _allowed(gate, login.form.page)
    page = await ask(line, page_of_form)
    root = markup.parse(page.text)
    form = None if root is None else _find(root, login.form)
    if form is None:
        raise NotSignedIn("the form of the recipe is not on its page")
    if wall(page.status, page.text, root) == "captcha":
        raise NotSignedIn("a captcha stands beside the form")
    if (form.get("method") or "").lower() != "post":
        raise NotSignedIn("the form sends its password in the address, where it would be kept: sign in by cookies")
    try:
        target = address.parse(form.get("action") or str(login.form.page), page_of_form.address)
    except NoAddress as error:
        raise NotSignedIn(f"the form leads nowhere: {error}") from error
    answer = await _follow(line, gate, _allowed(gate, target), _filled(form, login.form))
    root = markup.parse(answer.text)
    if root is None or not css(login.signed_in)(root):
        raise NotSignedIn("what shows that one is signed in did not appear: are name and password right?")


def _allowed(gate: Gate, place: Address) -> Pass:
    judged = gate.judge(place)
    if not isinstance(judged, Pass):
        raise NotSignedIn(f"{place} may not be asked for: {judged}")
    return judged


async def _follow(line: Line, gate: Gate, to: Pass, sent: dict[str, str]) -> Answer:
    """Send the form, and follow where it leads inside the scope."""
    answer = await ask(line, to, form=sent)
    for _ in range(_HOPS):
        if answer.status not in (301, 302, 303, 307, 308):
            break
        try:
            allowed = gate.judge(address.parse(answer.header("location"), to.address))
        except NoAddress:
            break
        if not isinstance(allowed, Pass) or allowed.address.site != line.site:
            break
        to = allowed
        answer = await ask(line, to)
    return answer


def _find(root: Any, recipe: Form) -> Any:
    if recipe.css:
        return next(iter(css(recipe.css)(root)), None)
    asking = (node for node in root.iter("form") if node.xpath('.//input[@type="password"]'))
    return next(asking, None)


def _filled(form: Any, recipe: Form) -> dict[str, str]:
    """What the form would send: its hidden and preset fields, and the recipe's."""
    kept = {"hidden", "text", "", "submit"}
    preset = {
        node.get("name"): node.get("value") or ""
        for node in form.iter("input")
        if node.get("name") and (node.get("type") or "").lower() in kept
    }
    return preset | recipe.fields
