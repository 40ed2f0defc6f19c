"""Pages as Simple Machines Forum 2.0 (curve) and 2.1 have them."""

from __future__ import annotations

from datetime import datetime
from html import escape

from firstlight.simulate.forum.engines.sheet import Sheet, faces, lines, quoted, tail
from firstlight.simulate.forum.posts import Post, Quote

_NAMES = {":)": "smiley", ";)": "wink", ":D": "cheesy", ":P": "tongue"}
_FACES = faces('<img src="/Smileys/default/{name}.gif" alt="{code}" title="{name}" class="smiley" />', _NAMES)


def page(sheet: Sheet) -> str:
    """One page of a thread."""
    new = sheet.board.engine == "smf2.1"
    posts = "".join((_new_post if new else _old_post)(sheet, post) for post in sheet.posts if not post.deleted)
    others = sheet.others('<a class="navPages nav_page" href="{url}">{page}</a> ')
    now = sheet.wall(sheet.captured)
    clock = f'<div id="inner_section"><div id="inner_wrap"><div class="user"><time datetime="{sheet.captured:%Y-%m-%dT%H:%M:%SZ}">{_long(now)}</time></div></div></div>'
    head = (
        f'<div id="display_head" class="information"><h2 class="display_title"><span id="top_subject">{sheet.title}</span></h2></div>'
        if new
        else f'<div class="cat_bar"><h3 class="catbg"><span id="author">Author</span> Topic: {sheet.title} &nbsp;(Read 42 times)</h3></div>'
    )
    return f"""<!DOCTYPE html>
<html lang="en-US">
<head><meta charset="UTF-8"><title>{sheet.title}</title>
<script src="/Themes/default/scripts/script.js?fin20"></script>
<link rel="canonical" href="{escape(sheet.url)}"></head>
<body id="chrome" class="action_messageindex">
{clock if new else ""}
<div class="pagesection"><div class="pagelinks">Pages: <strong>{sheet.page}</strong> {others}</div></div>
{head}
<div id="forumposts"><form action="/index.php?action=quickmod2;topic={sheet.thread.number}.0" method="post" name="quickModForm" id="quickModForm">
{posts}
</form></div>
{tail('<div id="footer"><ul><li class="copyright"><a href="/index.php?action=credits">SMF 2</a> | <a href="https://www.simplemachines.org/about/smf/license.php">SMF</a>, <a href="https://www.simplemachines.org">Simple Machines</a></li></ul></div>')}"""


def _long(wall: datetime) -> str:
    return f"{wall:%B %d, %Y, %I:%M:%S %p}"


def _when(sheet: Sheet, moment: datetime) -> str:
    wall = sheet.wall(moment)
    near = sheet.near(wall)
    return f"<strong>{near}</strong> at {wall:%I:%M:%S %p}" if near else _long(wall)


def _old_post(sheet: Sheet, post: Post) -> str:
    account, number = post.account, post.number
    edited = (
        f"&#171; <em>Last Edit: {_when(sheet, post.edited)} by {escape(account.name)}</em> &#187;"
        if post.edited
        else ""
    )
    signature = f'<div class="signature" id="msg_{number}_signature">{lines(account.signature, _FACES)}</div>'
    body = "".join(_old_quote(quote, sheet) for quote in quoted(post)) + lines(post.text, _FACES)
    reply = f"<strong>{'Reply #' + str(post.position) + ' ' if post.position else ''}on:</strong>"
    return f"""<a id="msg{number}"></a>
<div class="windowbg{"2" if post.position % 2 else ""}"><span class="topslice"><span></span></span>
<div class="post_wrapper">
<div class="poster"><h4><img src="/Themes/default/images/useroff.gif" alt="Offline" /> <a href="{sheet.user(post)}" title="View the profile of {escape(account.name)}">{escape(account.name)}</a></h4>
<ul class="reset smalltext" id="msg_{number}_extra_info"><li class="postgroup">Newbie</li><li class="postcount">Posts: {account.posts}</li></ul></div>
<div class="postarea"><div class="flow_hidden"><div class="keyinfo">
<div class="messageicon"><img src="/Themes/default/images/post/xx.gif" alt="" /></div>
<h5 id="subject_{number}"><a href="{sheet.link(post)}" rel="nofollow">{"Re: " if post.position else ""}{sheet.title}</a></h5>
<div class="smalltext">&#171; {reply} {_when(sheet, post.sent)} &#187;</div>
<div id="msg_{number}_quick_mod"></div></div></div>
<div class="post"><div class="inner" id="msg_{number}">{body}</div></div></div>
<div class="moderatorbar"><div class="smalltext modified" id="modified_{number}">{edited}</div>
<div class="smalltext reportlinks"><img src="/Themes/default/images/ip.gif" alt="" /> Logged</div>
{signature if account.signature else ""}</div>
</div><span class="botslice"><span></span></span></div><hr class="post_separator" />"""


def _new_post(sheet: Sheet, post: Post) -> str:
    account, number = post.account, post.number
    edited = (
        f'<span class="lastedit">Last Edit</span>: {_when(sheet, post.edited)} by {escape(account.name)}'
        if post.edited
        else ""
    )
    signature = f'<div class="signature" id="msg_{number}_signature">{lines(account.signature, _FACES, "<br>")}</div>'
    body = "".join(_new_quote(quote, sheet) for quote in quoted(post)) + lines(post.text, _FACES, "<br>")
    return f"""<div class="windowbg" id="msg{number}"><div class="post_wrapper">
<div class="poster"><h4><span class="off" title="Offline"></span> <a href="{sheet.user(post)}" title="View the profile of {escape(account.name)}">{escape(account.name)}</a></h4>
<ul class="user_info"><li class="icons"></li><li class="postgroup">Newbie</li><li class="postcount">Posts: {account.posts}</li><li class="poster_ip">Logged</li></ul></div>
<div class="postarea"><div class="keyinfo">
<div id="subject_{number}" class="subject_title subject_hidden"><a href="{sheet.link(post)}" rel="nofollow">{sheet.title}</a></div>
<h5><span class="messageicon"><img src="/Themes/default/images/post/xx.png" alt=""></span>
<a href="{sheet.link(post)}" rel="nofollow" title="Reply #{post.position} - {sheet.title}" class="smalltext">{_when(sheet, post.sent)}</a>
<span class="page_number floatright"> #{post.position} </span>
<span class="smalltext modified floatright{" mvisible" if edited else ""}" id="modified_{number}">{edited}</span></h5>
<div id="msg_{number}_quick_mod"></div></div>
<div class="post"><div class="inner" data-msgid="{number}" id="msg_{number}">{body}</div></div>
<div class="under_message"><ul class="quickbuttons"><li><a href="#">Quote</a></li></ul></div></div>
<div class="moderatorbar">{signature if account.signature else ""}</div>
</div></div><hr class="post_separator">"""


def _old_quote(quote: Quote, sheet: Sheet) -> str:
    inner = _old_quote(quote.within, sheet) if quote.within else ""
    return (
        f'<div class="quoteheader"><div class="topslice_quote"><a href="/index.php?topic={sheet.thread.number}.msg{quote.post}#msg{quote.post}">'
        f"Quote from: {escape(quote.author)} on {_long(sheet.wall(quote.sent))}</a></div></div>"
        f'<blockquote class="bbc_standard_quote">{inner}{lines(quote.text, _FACES)}</blockquote>'
        '<div class="quotefooter"><div class="botslice_quote"></div></div>'
    )


def _new_quote(quote: Quote, sheet: Sheet) -> str:
    inner = _new_quote(quote.within, sheet) if quote.within else ""
    return (
        f'<blockquote class="bbc_standard_quote"><cite><a href="/index.php?msg={quote.post}">Quote from: {escape(quote.author)} on '
        f"{_long(sheet.wall(quote.sent))}</a></cite>{inner}{lines(quote.text, _FACES, '<br>')}</blockquote>"
    )
