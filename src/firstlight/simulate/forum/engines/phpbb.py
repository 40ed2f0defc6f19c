"""Pages as phpBB 3.3 with prosilver has them."""

from __future__ import annotations

from html import escape

from firstlight.simulate.forum.engines.sheet import Sheet, faces, lines, quoted, tail
from firstlight.simulate.forum.posts import Post, Quote
from firstlight.simulate.forum.records import iso

_FACES = faces(
    '<img class="smilies" src="./images/smilies/icon_e_{name}.gif" width="15" height="17" alt="{code}" title="{name}">',
    {":)": "smile", ":-)": "smile", ";)": "wink", ";-)": "wink", ":D": "biggrin", ":P": "razz"},
)


def page(sheet: Sheet) -> str:
    """One page of a thread."""
    posts = '\n<hr class="divider" />\n'.join(_post(sheet, post) for post in sheet.posts)
    others = sheet.others('<li><a class="button" href="{url}" role="button">{page}</a></li>')
    zone = sheet.board.zone
    offset = zone.offset(sheet.captured)
    shown = "UTC" if not offset else f"UTC{'+' if offset > 0 else '-'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
    return f"""<!DOCTYPE html>
<html dir="ltr" lang="en-gb">
<head><meta charset="utf-8" /><title>{sheet.title} - {sheet.board.name}</title>
<link rel="canonical" href="{escape(sheet.url)}"></head>
<body id="phpbb" class="nojs notouch section-viewtopic ltr ">
<div id="wrap" class="wrap"><div id="page-body" class="page-body" role="main">
<h2 class="topic-title"><a href="./viewtopic.php?t={sheet.thread.number}">{sheet.title}</a></h2>
<div class="action-bar bar-top"><div class="pagination">{len(sheet.thread.posts)} posts
<ul>{others}</ul></div></div>
{posts}
</div>
<div id="page-footer" class="page-footer"><div class="navbar"><ul id="nav-footer" class="nav-footer linklist">
<li class="rightside">All times are <span title="{zone.name}">{shown}</span></li></ul></div>
{tail('<div class="copyright"><p class="footer-row"><span class="footer-copyright">Powered by <a href="https://www.phpbb.com/">phpBB</a>&reg; Forum Software &copy; phpBB Limited</span></p></div></div></div>')}"""


def _post(sheet: Sheet, post: Post) -> str:
    if post.deleted:
        return ""
    account, number = post.account, post.number
    user = f'<a href=".{sheet.user(post)}" class="username">{escape(account.name)}</a>'
    wall = sheet.wall(post.sent)
    shown = f"{wall:%a %b %d, %Y} {wall:%I:%M %p}".lower()
    edited = ""
    if post.edited:
        when = sheet.wall(post.edited)
        edited = (
            f'<div class="notice">Last edited by {user} on <time datetime="{iso(post.edited)}">{when:%a %b %d, %Y %I:%M %p}'
            "</time>, edited 1 time in total.</div>"
        )
    signature = f'<div id="sig{number}" class="signature">{lines(account.signature, _FACES)}</div>'
    body = "".join(_quote(quote, sheet) for quote in quoted(post)) + lines(post.text, _FACES, "<br>\n")
    return f"""<div id="p{number}" class="post has-profile bg{post.position % 2 + 1}">
<div class="inner">
<dl class="postprofile" id="profile{number}">
<dt class="has-profile-rank no-avatar"><div class="avatar-container"></div>{user}</dt>
<dd class="profile-rank">Member</dd><dd class="profile-posts"><strong>Posts:</strong> <a href="./search.php?author_id={account.user}&amp;sr=posts">{account.posts}</a></dd>
<dd class="profile-joined"><strong>Joined:</strong> {account.joined:%a %b %d, %Y} 9:15 am</dd>
</dl>
<div class="postbody"><div id="post_content{number}">
<h3 {'class="first"' if not post.position else ""}><a href="#p{number}">{"" if not post.position else "Re: "}{sheet.title}</a></h3>
<p class="author"><a class="unread" href="./viewtopic.php?p={number}#p{number}" title="Post"><i class="icon fa-file fa-fw" aria-hidden="true"></i><span class="sr-only">Post</span></a>
<span class="responsive-hide">by <strong>{user}</strong> &raquo; </span><time datetime="{iso(post.sent)}">{shown}</time></p>
<div class="content">{body}</div>
{edited}
{signature if account.signature else ""}
</div></div>
<div class="back2top"><a href="#top" class="top" title="Top"><span class="sr-only">Top</span></a></div>
</div></div>"""


def _quote(quote: Quote, sheet: Sheet) -> str:
    inner = _quote(quote.within, sheet) if quote.within else ""
    wall = sheet.wall(quote.sent)
    return (
        f'<blockquote><div><cite><a href="./memberlist.php?mode=viewprofile&amp;u=1">{escape(quote.author)}</a> wrote: '
        f'<a href="./viewtopic.php?p={quote.post}#p{quote.post}" data-post-id="{quote.post}">&uarr;</a>'
        f'<span class="responsive-hide">{wall:%a %b %d, %Y %I:%M %p}</span></cite>\n{inner}{lines(quote.text, _FACES)}</div></blockquote>\n'
    )
