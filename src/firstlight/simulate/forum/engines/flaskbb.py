"""Pages as FlaskBB 2.2 has them."""

from __future__ import annotations

from datetime import datetime
from html import escape

from firstlight.simulate.forum.engines.sheet import Sheet, lines, quoted, tail
from firstlight.simulate.forum.posts import Post, Quote
from firstlight.simulate.forum.records import iso


def page(sheet: Sheet) -> str:
    """One page of a topic."""
    posts = "".join(_post(sheet, post) for post in sheet.posts if not post.deleted)
    others = sheet.others('<li class="page-item"><a class="page-link" href="{url}">{page}</a></li>')
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{sheet.title} - Topic - {sheet.board.name}</title><link rel="stylesheet" href="/_themes/aurora/styles.css"></head>
<body><main class="flaskbb-layout"><div class="container main-container flaskbb-container"><div class="topic-view">
<ol class="breadcrumb flaskbb-breadcrumb bg-light"><li class="breadcrumb-item"><a href="/">Forum</a></li><li class="breadcrumb-item active">{sheet.title}</li></ol>
<div class="row controls-row"><ul class="pagination">{others}</ul></div>
<div class="card topic"><div class="card-header topic-header"><a href="{escape(sheet.url)}">{sheet.title}</a></div>
<div class="card-body topic-body">
{posts}
</div></div></div></div></main>
{tail('<footer class="flaskbb-footer"><span class="float-end">powered by <a class="footer-link" href="https://flaskbb.org">FlaskBB</a></span></footer>')}"""


def _when(moment: datetime) -> str:
    wall = moment.replace(tzinfo=None)
    shown = f"{wall:%b} {wall.day}, {wall.year}, {wall:%I:%M:%S}\u202f{wall:%p} UTC"
    return f'<time datetime="{iso(moment)}" data-what_to_display="date-and-time">{shown}</time>'


def _post(sheet: Sheet, post: Post) -> str:
    account, number = post.account, post.number
    edited = ""
    if post.edited:
        edited = f'<small>(Last modified: {_when(post.edited)} by <a href="{sheet.user(post)}">{escape(account.name)}</a>)</small>'
    signature = f'<div class="post-signature d-none d-sm-block"><hr /><p>{lines(account.signature)}</p></div>'
    body = "".join(_quote(quote, sheet) for quote in quoted(post)) + f"<p>{lines(post.text)}</p>"
    joined = account.joined
    return f"""<div id="{number}" class="row post-row">
<div class="author col-md-2 col-sm-3 col-12"><div class="author-name"><h4><a href="{sheet.user(post)}">{escape(account.name)}</a></h4></div>
<div class="author-offline" data-bs-toggle="tooltip" title="offline"></div><div class="author-title"><h5>Member</h5></div>
<div class="author-registered">Joined: {joined:%b} {joined.day}, {joined.year}</div><div class="author-posts">Posts: {account.posts}</div></div>
<div class="post-box col-md-10 col-sm-9 col-12"><div class="post-meta row"><div class="col-auto me-auto g-0">
<a href="{sheet.link(post)}">
{_when(post.sent)}
</a> {edited}</div><div class="col-auto g-0"><strong>#{post.position + 1}</strong></div></div>
<div class="post-content" id="pid{number}">
{body}
{signature if account.signature else ""}</div>
<div class="post-footer"><div class="post-menu float-end"></div></div></div></div>
"""


def _quote(quote: Quote, sheet: Sheet) -> str:
    inner = _quote(quote.within, sheet) if quote.within else ""
    name = escape(quote.author)
    return f'<p><strong><a href="/user/{name}">{name}</a> wrote:</strong></p>\n<blockquote>\n{inner}<p>{lines(quote.text)}</p>\n</blockquote>\n'
