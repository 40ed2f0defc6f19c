"""Pages as MyBB 1.8 has them, with classic posts."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape

from firstlight.simulate.forum.engines.sheet import Sheet, faces, lines, quoted, tail, twelve
from firstlight.simulate.forum.posts import Post, Quote
from firstlight.simulate.forum.records import NOTICES

_FACES = faces(
    '<img src="/images/smilies/{name}.png" alt="{name}" title="{name}" class="smilie smilie_1" />',
    {":)": "Smile", ";)": "Wink", ":D": "Big Grin", ":P": "Tongue"},
)


def page(sheet: Sheet) -> str:
    """One page of a thread."""
    posts = "".join(_post(sheet, post) for post in sheet.posts)
    others = sheet.others('<a href="{url}" class="pagination_page">{page}</a>\n')
    now = sheet.wall(sheet.captured, fixed=True)
    return f"""<!DOCTYPE html>
<html xml:lang="en" lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head><title>{sheet.title}</title><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<script type="text/javascript" src="/jscripts/thread.js?ver=1827"></script></head>
<body><div id="container"><div id="content"><div class="wrapper">
<div class="pagination"><span class="pages">Pages ({sheet.pages}):</span> <span class="pagination_current">{sheet.page}</span> {others}</div>
<table border="0" cellspacing="0" cellpadding="5" class="tborder tfixed clear">
<tr><td class="thead"><div class="float_right"><span class="smalltext"><strong><a href="javascript:void(0)">Thread Modes</a></strong></span></div>
<div><strong>{sheet.title}</strong></div></td></tr>
<tr><td id="posts_container"><div id="posts">
{posts}
</div></td></tr></table>
</div></div>
<div id="footer"><div class="upper"></div><div class="lower"><div class="wrapper">
<span id="current_time"><strong>Current time:</strong> {now:%m-%d-%Y}, {twelve(now)}</span>
{tail('<span id="copyright">Powered By <a href="https://mybb.com" target="_blank">MyBB</a>, &copy; 2002-2026 <a href="https://mybb.com">MyBB Group</a>.</span></div></div></div></div>')}"""


def _when(sheet: Sheet, moment: datetime) -> str:
    """As MyBB writes it: the date, or a word or a count of minutes with the date in its title."""
    wall = sheet.wall(moment, fixed=True)
    ago, near = sheet.captured - moment, sheet.near(wall, fixed=True)
    if ago < timedelta(hours=1):
        return f'<span title="{wall:%m-%d-%Y}, {twelve(wall)}">{int(ago.total_seconds() // 60)} minutes ago</span>'
    if near:
        return f'<span title="{wall:%m-%d-%Y}">{near}</span>, {twelve(wall)}'
    return f"{wall:%m-%d-%Y}, {twelve(wall)}"


def _post(sheet: Sheet, post: Post) -> str:
    account, number = post.account, post.number
    if post.deleted:
        body = NOTICES["mybb"]
    else:
        body = "".join(_quote(quote, sheet) for quote in quoted(post)) + lines(post.text, _FACES)
    edited = ""
    if post.edited and not post.deleted:
        edited = (
            f'<span class="edited_post">(This post was last modified: {_when(sheet, post.edited)} by '
            f'<a href="{sheet.user(post)}">{escape(account.name)}</a>.)</span>'
        )
    signature = f'<div class="signature scaleimages">{lines(account.signature, _FACES)}</div>'
    return f"""<a name="pid{number}" id="pid{number}"></a>
<div class="post classic {"deleted_post" if post.deleted else ""}" style="" id="post_{number}">
<div class="post_author scaleimages"><div class="author_avatar"></div>
<div class="author_information"><strong><span class="largetext"><a href="{sheet.user(post)}">{escape(account.name)}</a></span></strong>
<img src="/images/buddy_offline.png" title="Offline" alt="Offline" class="buddy_status" /><br /><span class="smalltext">Member<br /></span></div>
<div class="author_statistics">Posts: {account.posts}<br />Threads: 3<br />Joined: {account.joined:%b %Y}<br />Reputation: <strong class="reputation_neutral">0</strong></div></div>
<div class="post_content"><div class="post_head"><div class="float_right" style="vertical-align: top"><strong><a href="{sheet.link(post)}" title="{sheet.title}">#{post.position + 1}</a></strong></div>
<span class="post_date">{_when(sheet, post.sent)} <span class="post_edit" id="edited_by_{number}">{edited}</span></span></div>
<div class="post_body scaleimages" id="pid_{number}">
{body}
</div>
{signature if account.signature and not post.deleted else ""}
<div class="post_meta" id="post_meta_{number}"></div></div>
<div class="post_controls"><div class="postbit_buttons post_management_buttons float_right"><a href="/newreply.php?tid={sheet.thread.number}&amp;replyto={number}" class="postbit_quote"><span>Reply</span></a></div></div></div>
"""


def _quote(quote: Quote, sheet: Sheet) -> str:
    inner = _quote(quote.within, sheet) if quote.within else ""
    wall = sheet.wall(quote.sent, fixed=True)
    return (
        f'<blockquote class="mycode_quote"><cite><span> ({wall:%m-%d-%Y}, {twelve(wall)})</span>{escape(quote.author)} Wrote:  '
        f'<a href="/showthread.php?pid={quote.post}#pid{quote.post}" class="quick_jump"></a></cite>{inner}{lines(quote.text, _FACES)}</blockquote>'
    )
