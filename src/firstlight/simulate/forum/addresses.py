"""How each engine writes the addresses of its threads, posts and users, on its default settings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from firstlight.simulate.forum.boards import Board

_THREAD: Mapping[str, str] = {
    "phpbb": "/viewtopic.php?t={t}",
    "smf2.0": "/index.php?topic={t}.0",
    "smf2.1": "/index.php?topic={t}.0",
    "mybb": "/showthread.php?tid={t}",
    "vbulletin3": "/showthread.php?t={t}",
    "vbulletin4": "/showthread.php?{t}-{slug}",
    "vbulletin5": "/forum/main-forum/{t}-{slug}",
    "xenforo1": "/threads/{slug}.{t}/",
    "xenforo2": "/threads/{slug}.{t}/",
    "discourse": "/t/{slug}/{t}",
    "flaskbb": "/topic/{t}-{slug}",
}
_PAGE: Mapping[str, str] = {
    "phpbb": "/viewtopic.php?t={t}&start={start}",
    "smf2.0": "/index.php?topic={t}.{start}",
    "smf2.1": "/index.php?topic={t}.{start}",
    "mybb": "/showthread.php?tid={t}&page={page}",
    "vbulletin3": "/showthread.php?t={t}&page={page}",
    "vbulletin4": "/showthread.php?{t}-{slug}/page{page}",
    "vbulletin5": "/forum/main-forum/{t}-{slug}/page{page}",
    "xenforo1": "/threads/{slug}.{t}/page-{page}",
    "xenforo2": "/threads/{slug}.{t}/page-{page}",
    "discourse": "/t/{slug}/{t}?page={page}",
    "flaskbb": "/topic/{t}-{slug}?page={page}",
}
_POST: Mapping[str, str] = {
    "phpbb": "/viewtopic.php?p={p}#p{p}",
    "smf2.0": "/index.php?topic={t}.msg{p}#msg{p}",
    "smf2.1": "/index.php?msg={p}",
    "mybb": "/showthread.php?tid={t}&pid={p}#pid{p}",
    "vbulletin3": "/showthread.php?p={p}#post{p}",
    "vbulletin4": "/showthread.php?{t}-{slug}&p={p}&viewfull=1#post{p}",
    "vbulletin5": "/forum/main-forum/{t}-{slug}?p={p}#post{p}",
    "xenforo1": "/threads/{slug}.{t}/{on}#post-{p}",
    "xenforo2": "/threads/{slug}.{t}/post-{p}",
    "discourse": "/t/{slug}/{t}/{n}",
    "flaskbb": "/post/{p}",
}
_USER: Mapping[str, str] = {
    "phpbb": "/memberlist.php?mode=viewprofile&u={u}",
    "smf2.0": "/index.php?action=profile;u={u}",
    "smf2.1": "/index.php?action=profile;u={u}",
    "mybb": "/member.php?action=profile&uid={u}",
    "vbulletin3": "/member.php?u={u}",
    "vbulletin4": "/member.php?{u}-{name}",
    "vbulletin5": "/member/{u}-{name}",
    "xenforo1": "/members/{name}.{u}/",
    "xenforo2": "/members/{name}.{u}/",
    "discourse": "/u/{name}",
    "flaskbb": "/user/{name}",
}


def slug(title: str) -> str:
    """A title as engines write it into an address."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def thread(board: Board, number: int, title: str, page: int = 1) -> str:
    """The address of a thread's page."""
    form = (_THREAD if page == 1 else _PAGE)[board.engine]
    return board.address + form.format(t=number, slug=slug(title), page=page, start=(page - 1) * board.per_page)


def post(board: Board, number: int, title: str, post: int, position: int) -> str:
    """The address of one post; `position` counts the posts of the thread from 0."""
    page = position // board.per_page + 1
    on = f"page-{page}" if page > 1 else ""
    return board.address + _POST[board.engine].format(t=number, slug=slug(title), p=post, n=position + 1, on=on)


def user(board: Board, number: int, name: str) -> str:
    """The address of a user's page."""
    return board.address + _USER[board.engine].format(u=number, name=name)
