"""Pages as XenForo 1.5 and 2.2 have them."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape

from firstlight.simulate.forum.engines.sheet import Sheet, faces, lines, quoted, tail
from firstlight.simulate.forum.posts import Post, Quote
from firstlight.simulate.forum.records import NOTICES

_NAMES = {":)": "Smile", ":-)": "Smile", ";)": "Wink", ";-)": "Wink", ":D": "Big grin", ":P": "Stick out tongue"}
_ONE_FACES = faces(
    '<img src="styles/default/xenforo/clear.png" class="mceSmilieSprite mceSmilie1" alt="{code}" title="{name}    {code}" />',
    _NAMES,
)
_TWO_FACES = faces(
    '<img src="/styles/smilies/{name}.png" class="smilie smilie--sprite smilie--sprite1" alt="{code}" title="{name}    {code}" loading="lazy" data-shortname="{code}" />',
    _NAMES,
)


def _day(wall: datetime) -> str:
    return f"{wall:%b} {wall.day}, {wall.year}"


def _time(wall: datetime) -> str:
    return f"{wall:%I:%M %p}".lstrip("0")


def one(sheet: Sheet) -> str:
    """One page of a thread on XenForo 1.5."""
    posts = "".join(_one_post(sheet, post) for post in sheet.posts)
    others = sheet.others('<a href="{url}" class="">{page}</a>')
    return f"""<!DOCTYPE html>
<html id="XenForo" lang="en-US" dir="LTR" class="Public NoJs LoggedOut" xmlns:fb="http://www.facebook.com/2008/fbml">
<head><meta charset="utf-8" /><title>{sheet.title} | {sheet.board.name}</title><link rel="canonical" href="{escape(sheet.url)}" /></head>
<body class="node2 node1"><div id="content" class="thread_view"><div class="titleBar"><h1>{sheet.title}</h1></div>
<div class="pageNavLinkGroup"><div class="PageNav"><nav>{others}</nav></div></div>
<form action="inline-mod/post/switch" method="post" class="InlineModForm section"><ol class="messageList" id="messageList">
{posts}
</ol></form></div>
{tail('<footer><div class="footerLegal"><div id="copyright"><a href="https://xenforo.com" class="concealed">Forum software by XenForo&trade; <span>&copy;2010-2017 XenForo Ltd.</span></a></div></div></footer>')}"""


def _one_time(sheet: Sheet, moment: datetime) -> str:
    wall = sheet.wall(moment)
    if sheet.captured - moment <= timedelta(days=6):
        return f'<abbr class="DateTime" data-time="{int(moment.timestamp())}" data-diff="1" data-datestring="{_day(wall)}" data-timestring="{_time(wall)}">{_day(wall)} at {_time(wall)}</abbr>'
    return f'<span class="DateTime" title="{_day(wall)} at {_time(wall)}">{_day(wall)}</span>'


def _one_post(sheet: Sheet, post: Post) -> str:
    account, number = post.account, post.number
    user = f'<a href="{sheet.user(post)}" class="username" dir="auto" itemprop="name">{escape(account.name)}</a>'
    signature = edited = ""
    if post.deleted:
        content = f'<div class="messageContent"><div class="deletionNotice">{NOTICES["xenforo1"]}</div></div>'
    else:
        body = "".join(_one_quote(quote) for quote in quoted(post)) + lines(post.text, _ONE_FACES)
        content = f'<div class="messageContent"><article><blockquote class="messageText SelectQuoteContainer ugc baseHtml">{body}<div class="messageTextEndMarker">&nbsp;</div></blockquote></article></div>'
        edited = f'<div class="editDate">Last edited: {_one_time(sheet, post.edited)}</div>' if post.edited else ""
        if account.signature:
            signature = f'<div class="baseHtml signature messageText ugc"><aside>{lines(account.signature, _ONE_FACES)}</aside></div>'
    return f"""<li id="post-{number}" class="message{" deleted" if post.deleted else ""}" data-author="{escape(account.name)}">
<div class="messageUserInfo" itemscope="itemscope" itemtype="http://data-vocabulary.org/Person"><div class="messageUserBlock ">
<div class="avatarHolder"><span class="helper"></span></div><h3 class="userText">{user}<em class="userTitle" itemprop="title">New Member</em></h3>
<div class="extraUserInfo"><dl class="pairsJustified"><dt>Joined:</dt> <dd>{_day(account.joined)}</dd></dl><dl class="pairsJustified"><dt>Messages:</dt> <dd>{account.posts}</dd></dl></div></div></div>
<div class="messageInfo primaryContent">{content}{edited}{signature}
<div class="messageMeta ToggleTriggerAnchor"><div class="privateControls"><span class="item muted"><span class="authorEnd"><a href="{sheet.user(post)}" class="username author" dir="auto">{escape(account.name)}</a>, </span><a href="{sheet.link(post)}" title="Permalink" class="datePermalink">{_one_time(sheet, post.sent)}</a></span></div>
<div class="publicControls"><a href="{sheet.link(post)}" title="Permalink" class="item muted postNumber hashPermalink OverlayTrigger" data-href="posts/{number}/permalink">#{post.position + 1}</a></div></div></div></li>
"""


def _one_quote(quote: Quote) -> str:
    inner = _one_quote(quote.within) if quote.within else ""
    return (
        f'<div class="bbCodeBlock bbCodeQuote" data-author="{escape(quote.author)}"><aside><div class="attribution type">{escape(quote.author)} said: '
        f'<a href="goto/post?id={quote.post}#post-{quote.post}" class="AttributionLink">&uarr;</a></div><blockquote class="quoteContainer">'
        f'<div class="quote">{inner}{lines(quote.text, _ONE_FACES)}</div><div class="quoteExpand">Click to expand...</div></blockquote></aside></div>'
    )


def two(sheet: Sheet) -> str:
    """One page of a thread on XenForo 2.2."""
    posts = "".join(_two_post(sheet, post) for post in sheet.posts)
    others = sheet.others('<li class="pageNav-page"><a href="{url}">{page}</a></li>')
    return f"""<!DOCTYPE html>
<html id="XF" lang="en-US" dir="LTR" data-xf="2.2" data-app="public" data-template="thread_view" data-container-key="node-2" data-content-key="thread-{sheet.thread.number}" data-logged-in="false" class="has-no-js template-thread_view">
<head><meta charset="utf-8" /><title>{sheet.title} | {sheet.board.name}</title><link rel="canonical" href="{escape(sheet.url)}" /></head>
<body data-template="thread_view"><div class="p-body"><div class="p-title "><h1 class="p-title-value">{sheet.title}</h1></div>
<div class="block block--messages" data-xf-init="" data-type="post"><div class="block-outer"><nav class="pageNavWrapper"><ul class="pageNav-main">{others}</ul></nav></div>
<div class="block-container lbContainer"><div class="block-body js-replyNewMessageContainer">
{posts}
</div></div></div></div>
{tail('<footer class="p-footer" id="footer"><div class="p-footer-copyright"><a href="https://xenforo.com" class="u-concealed" dir="ltr">Community platform by XenForo<sup>&reg;</sup></a></div></footer>')}"""


def _two_time(sheet: Sheet, moment: datetime, prop: str = "") -> str:
    wall = sheet.wall(moment)
    offset = sheet.board.zone.offset(moment)
    zone = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}{abs(offset) % 60:02d}"
    return (
        f'<time  class="u-dt" dir="auto" datetime="{wall:%Y-%m-%dT%H:%M:%S}{zone}" data-time="{int(moment.timestamp())}" '
        f'data-date-string="{_day(wall)}" data-time-string="{_time(wall)}" title="{_day(wall)} at {_time(wall)}"{prop}>{_day(wall)}</time>'
    )


def _two_post(sheet: Sheet, post: Post) -> str:
    account, number = post.account, post.number
    user = f'<a href="{sheet.user(post)}" class="username " dir="auto" data-user-id="{account.user}" data-xf-init="member-tooltip">{escape(account.name)}</a>'
    signature = edited = ""
    if post.deleted:
        content = f'<div class="messageNotice messageNotice--deleted">{NOTICES["xenforo2"]}</div>'
    else:
        body = "".join(_two_quote(quote) for quote in quoted(post)) + lines(post.text, _TWO_FACES)
        edited = (
            f'<div class="message-lastEdit">Last edited: {_two_time(sheet, post.edited)}</div>' if post.edited else ""
        )
        if account.signature:
            signature = f'<aside class="message-signature"><div class="bbWrapper">{lines(account.signature, _TWO_FACES)}</div></aside>'
        content = f"""<div class="message-content js-messageContent"><div class="message-userContent lbContainer js-lbContainer " data-lb-id="post-{number}">
<article class="message-body js-selectToQuote"><div><div class="bbWrapper">{body}</div></div><div class="js-selectToQuoteEnd">&nbsp;</div></article></div>
{edited}{signature}</div>"""
    return f"""<article class="message message--post js-post js-inlineModContainer  {"message--deleted" if post.deleted else ""}" data-author="{escape(account.name)}" data-content="post-{number}" id="js-post-{number}">
<span class="u-anchorTarget" id="post-{number}"></span><div class="message-inner"><div class="message-cell message-cell--user">
<section class="message-user"><div class="message-userDetails"><h4 class="message-name">{user}</h4><h5 class="userTitle message-userTitle" dir="auto">New member</h5></div>
<div class="message-userExtras"><dl class="pairs pairs--justified"><dt>Joined</dt><dd>{_day(account.joined)}</dd></dl><dl class="pairs pairs--justified"><dt>Messages</dt><dd>{account.posts}</dd></dl></div></section></div>
<div class="message-cell message-cell--main"><div class="message-main js-quickEditTarget">
<header class="message-attribution message-attribution--split"><ul class="message-attribution-main listInline "><li class="u-concealed"><a href="{sheet.link(post)}" rel="nofollow">{_two_time(sheet, post.sent, ' itemprop="datePublished"')}</a></li></ul>
<ul class="message-attribution-opposite message-attribution-opposite--list "><li><a href="{sheet.link(post)}" rel="nofollow">#{post.position + 1}</a></li></ul></header>
{content}
<footer class="message-footer"></footer></div></div></div></article>
"""


def _two_quote(quote: Quote) -> str:
    inner = _two_quote(quote.within) if quote.within else ""
    return f"""<blockquote data-attributes="" data-quote="{escape(quote.author)}" data-source="post: {quote.post}" class="bbCodeBlock bbCodeBlock--expandable bbCodeBlock--quote js-expandWatch">
<div class="bbCodeBlock-title"><a href="/goto/post?id={quote.post}" class="bbCodeBlock-sourceJump" rel="nofollow" data-xf-click="attribution">{escape(quote.author)} said:</a></div>
<div class="bbCodeBlock-content"><div class="bbCodeBlock-expandContent js-expandContent ">{inner}{lines(quote.text, _TWO_FACES)}</div>
<div class="bbCodeBlock-expandLink js-expandLink"><a role="button" tabindex="0">Click to expand...</a></div></div></blockquote>"""
