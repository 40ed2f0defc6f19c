"""Pages as vBulletin 5 has them."""

from __future__ import annotations

from html import escape

from firstlight.simulate.forum.engines.sheet import Sheet, faces, lines, quoted, tail, twelve
from firstlight.simulate.forum.posts import Post, Quote
from firstlight.simulate.forum.records import NOTICES

_NAMES = {":)": "Smile", ";)": "Wink", ":D": "Big Grin", ":P": "Stick Out Tongue"}
_FACES = faces(
    '<img src="/core/images/smilies/{name}.png" border="0" alt="" title="{name}" smilieid="1" class="inlineimg" />',
    _NAMES,
)


def page(sheet: Sheet) -> str:
    """One page of a thread."""
    posts = "".join(_post(sheet, post) for post in sheet.posts)
    others = sheet.others('<a class="js-pagenav-button b-button" data-page="{page}" href="{url}">{page}</a>')
    return f"""<!DOCTYPE html>
<html itemscope itemtype="http://schema.org/WebPage" id="htmlTag" lang="en" dir="ltr">
<head><meta charset="utf-8" /><meta name="generator" content="vBulletin 5.7.5" /><title>{sheet.title} - {sheet.board.name}</title>
<link rel="canonical" href="{escape(sheet.url)}"></head>
<body id="vb-page-body"><div id="main"><h1 class="main-title js-main-title hide-on-editmode">{sheet.title}</h1>
<div class="pagenav-container"><div class="js-pagenav pagenav">{others}</div></div>
<div class="conversation-content"><ul class="conversation-list list-container h-clearfix thread-view">
{posts}
</ul></div></div>
{tail('<div id="footer"><div id="footer-copyright">Powered by <a href="https://www.vbulletin.com" id="vbulletinlink">vBulletin&reg;</a> Version 5.7.5<div>All times are GMT. This page was generated at 0.</div></div></div>')}"""


def _post(sheet: Sheet, post: Post) -> str:
    account, number = post.account, post.number
    wall = sheet.wall(post.sent)
    user = f'<a href="{sheet.user(post)}" class="username">{escape(account.name)}</a>'
    signature, edited = "", ""
    if post.deleted:
        content = f'<div class="b-post__content--deleted">{NOTICES["vbulletin5"]}</div>'
    else:
        body = "".join(_quote(quote) for quote in quoted(post)) + lines(post.text, _FACES)
        if account.signature:
            signature = f'<div class="post-signature restore b-post__hide-when-deleted">{lines(account.signature, _FACES)}</div>'
        if post.edited:
            when = post.edited
            edited = (
                f'<div class="post-edit-info h-text-size--11 b-post__edit-info">Last edited by <a href="#">{escape(account.name)}</a>; '
                f'<span class="edit-date"><time datetime="{when:%Y-%m-%dT%H:%M:%S}">{when:%m-%d-%Y}, {when:%I:%M:%S %p}</time></span>.</div>'
            )
        content = f"""<div class="b-post__content js-post__content b-post__hide-when-deleted">
<div class="b-media"><div class="b-media__img--rev"><a class="b-post__count js-show-post-link" href="{sheet.link(post)}">#{post.position + 1}</a></div>
<div class="b-media__body"><h2 class="b-post__title js-post-title b-post__hide-when-deleted">{sheet.title if not post.position else ""}</h2>
<div class="b-post__timestamp"><time itemprop="dateCreated" datetime="{wall:%Y-%m-%dT%H:%M:%S}">{wall:%m-%d-%Y}, {twelve(wall)}</time></div></div></div>
<div class="h-padding-vert-xl"><div class="js-post__content-text restore h-wordwrap" itemprop="text">
{body}
</div></div>{edited}{signature}</div>"""
    return f"""<li data-node-id="{number}" data-node-publishdate="{int(post.sent.timestamp())}" class="b-post js-post js-comment-entry__parent b-post--text{" b-post--first" if not post.position else ""}" itemscope itemtype="http://schema.org/Comment">
<a id="post{number}" class="anchor"></a>
<div class="l-row l-row__fixed--left"><div class="l-col__fixed-3"><div class="userinfo b-userinfo b-post__hide-when-deleted" itemprop="author" itemscope itemtype="http://schema.org/Person">
<div class="b-userinfo__details"><div class="author h-text-size--14"><strong>{user}</strong></div><div class="usertitle">Junior Member</div>
<ul class="b-userinfo__additional-info-block"><li class="b-userinfo__additional-info"><label>Join Date:</label> <span>{account.joined:%b %Y}</span></li>
<li class="b-userinfo__additional-info"><label>Posts:</label> <span>{account.posts}</span></li></ul></div></div></div>
<div class="js-post__content-wrapper"><div class="b-post__body">{content}</div></div></div></li>
"""


def _quote(quote: Quote) -> str:
    inner = _quote(quote.within) if quote.within else ""
    return f"""<div class="bbcode_container"><div class="bbcode_quote"><div class="quote_container"><div class="bbcode_quote_container vb-icon vb-icon-quote-large"></div>
<div class="bbcode_postedby">Originally posted by <strong>{escape(quote.author)}</strong> <a href="/forum/main-forum?p={quote.post}#post{quote.post}" rel="nofollow"><span class="b-icon"></span></a></div>
<div class="message">{inner}{lines(quote.text, _FACES)}</div></div></div></div>"""
