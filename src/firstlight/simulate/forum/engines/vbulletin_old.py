"""Pages as vBulletin 3.8 and 4.2 have them."""

from __future__ import annotations

from datetime import datetime
from html import escape

from firstlight.simulate.forum.engines.sheet import Sheet, faces, lines, quoted, tail, twelve
from firstlight.simulate.forum.posts import Post, Quote
from firstlight.simulate.forum.records import NOTICES

_NAMES = {":)": "Smilie", ";)": "Wink", ":D": "Big Grin", ":P": "Stick Out Tongue"}
_FACES = faces('<img src="images/smilies/{name}.gif" border="0" alt="" title="{name}" class="inlineimg" />', _NAMES)


def three(sheet: Sheet) -> str:
    """One page of a thread on vBulletin 3.8."""
    posts = "".join(_three_post(sheet, post) for post in sheet.posts)
    others = sheet.others('<td class="alt1"><a class="smallfont" href="{url}" title="Show results">{page}</a></td>')
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="en">
<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><meta name="generator" content="vBulletin 3.8.7" />
<title> {sheet.title} - {sheet.board.name}</title></head>
<body>
<table class="tborder" width="100%"><tr><td class="alt1"><table><tr><td class="navbar" style="font-size:10pt; padding-top:1px" colspan="3"><a href="/"><img class="inlineimg" src="images/misc/navbits_finallink_ltr.gif" alt="Reload this Page" border="0" /></a> <strong>
{sheet.title}
</strong></td></tr></table></td></tr></table>
<div class="pagenav" align="right"><table class="tborder"><tr><td class="vbmenu_control" style="font-weight:normal">Page {sheet.page} of {sheet.pages}</td>{others}</tr></table></div>
<div id="posts">
{posts}
<div id="lastpost"></div></div>
<br /><div class="smallfont" align="center">{_zone(sheet)}</div>
{tail('<div align="center"><div class="smallfont" align="center">Powered by vBulletin&reg; Version 3.8.7<br />Copyright &copy;2000 - 2026, vBulletin Solutions, Inc.</div></div>')}"""


def _zone(sheet: Sheet) -> str:
    hours = sheet.board.zone.offset(sheet.captured) // 60
    shown = "GMT" if not hours else f"GMT {hours:+d}"
    now = sheet.wall(sheet.captured, fixed=True)
    return f'All times are {shown}. The time now is <span class="time">{twelve(now)}</span>.'


def _when(sheet: Sheet, moment: datetime, joint: str = ", ") -> str:
    wall = sheet.wall(moment, fixed=True)
    return f"{sheet.near(wall, fixed=True) or f'{wall:%m-%d-%Y}'}{joint}{twelve(wall)}"


def _three_post(sheet: Sheet, post: Post) -> str:
    account, number = post.account, post.number
    edited, signature, body = "", "", NOTICES["vbulletin3"].format(name=escape(account.name))
    if not post.deleted:
        body = "".join(_three_quote(quote) for quote in quoted(post)) + lines(post.text, _FACES)
        if account.signature:
            signature = (
                f"<!-- sig --><div>__________________<br />\n{lines(account.signature, _FACES)}</div><!-- / sig -->"
            )
        if post.edited:
            edited = (
                '<!-- edit note --><div class="smallfont"><hr size="1" style="color:#D1D1E1" /><em>Last edited by '
                f"{escape(account.name)}; {_when(sheet, post.edited, ' at <span>')}</span>.</em></div>"
            )
    return f"""<div align="center"><div class="page" style="width:100%; text-align:left"><div style="padding:0px 25px 0px 25px" align="left">
<div id="edit{number}" style="padding:0px 0px 6px 0px">
<table id="post{number}" class="tborder{" deleted-post" if post.deleted else ""}" cellpadding="6" cellspacing="1" border="0" width="100%" align="center">
<tr><td class="thead" style="font-weight:normal; border: 1px solid #D1D1E1; border-right: 0px">
<!-- status icon and date --><a name="post{number}"><img class="inlineimg" src="images/statusicon/post_old.gif" alt="Old" border="0" /></a>
{_when(sheet, post.sent)}
<!-- / status icon and date --></td>
<td class="thead" style="font-weight:normal; border: 1px solid #D1D1E1; border-left: 0px" align="right">&nbsp;
#<a href="showpost.php?p={number}&amp;postcount={post.position + 1}" target="new" rel="nofollow" id="postcount{number}" name="{post.position + 1}"><strong>{post.position + 1}</strong></a></td></tr>
<tr valign="top"><td class="alt2" width="175" style="border: 1px solid #D1D1E1; border-top: 0px; border-bottom: 0px">
<div id="postmenu_{number}"><a class="bigusername" href="{sheet.user(post)}">{escape(account.name)}</a></div>
<div class="smallfont">Junior Member</div>
<div class="smallfont">&nbsp;<br /><div>Join Date: {account.joined:%b %Y}</div><div>Posts: {account.posts}</div><div></div></div></td>
<td class="alt1" id="td_post_{number}" style="border-right: 1px solid #D1D1E1">
<!-- icon and title --><div class="smallfont"><img class="inlineimg" src="images/icons/icon1.gif" alt="Default" border="0" /><strong>{sheet.title}</strong></div>
<hr size="1" style="color:#D1D1E1; background-color:#D1D1E1" />
<!-- message --><div id="post_message_{number}">{body}</div><!-- / message -->
{signature}
{edited}
</td></tr>
<tr><td class="alt2"><img class="inlineimg" src="images/statusicon/user_offline.gif" alt="{escape(account.name)} is offline" border="0" /></td>
<td class="alt1" align="right"><a href="newreply.php?do=newreply&amp;p={number}" rel="nofollow"><img src="images/buttons/quote.gif" alt="Reply With Quote" border="0" /></a></td></tr></table>
</div></div></div></div>
"""


def _three_quote(quote: Quote) -> str:
    inner = _three_quote(quote.within) if quote.within else ""
    return f"""<div style="margin:20px; margin-top:5px; ">
<div class="smallfont" style="margin-bottom:2px">Quote:</div>
<table cellpadding="6" cellspacing="0" border="0" width="100%"><tr><td class="alt2" style="border:1px inset">
<div>Originally Posted by <strong>{escape(quote.author)}</strong>
<a href="showthread.php?p={quote.post}#post{quote.post}" rel="nofollow"><img class="inlineimg" src="images/buttons/viewpost.gif" border="0" alt="View Post" /></a></div>
<div style="font-style:italic">{inner}{lines(quote.text, _FACES)}</div>
</td></tr></table></div>"""


def four(sheet: Sheet) -> str:
    """One page of a thread on vBulletin 4.2."""
    posts = "".join(_four_post(sheet, post) for post in sheet.posts)
    others = sheet.others('<span><a href="{url}" title="Show results">{page}</a></span>')
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="en" id="vbulletin_html">
<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><meta name="generator" content="vBulletin 4.2.2" />
<title>{sheet.title}</title></head>
<body><div class="body_wrapper">
<div id="pagetitle" class="pagetitle"><h1>Thread: <span class="threadtitle"><a href="{escape(sheet.url)}" title="Reload this Page">{sheet.title}</a></span></h1></div>
<div id="above_postlist" class="above_postlist"><div id="pagination_top" class="pagination_top">{others}</div></div>
<div id="postlist" class="postlist restrain"><ol id="posts" class="posts" start="1">
{posts}
</ol></div>
<div id="footer" class="floatcontainer footer"></div></div>
<div class="below_body"><div id="footer_time" class="shade footer_time">{_zone(sheet)}</div>
{tail('<div id="footer_copyright" class="shade footer_copyright">Powered by <a href="https://www.vbulletin.com" id="vbulletinlink">vBulletin&reg;</a> Version 4.2.2</div></div>')}"""


def _four_post(sheet: Sheet, post: Post) -> str:
    account, number = post.account, post.number
    wall = sheet.wall(post.sent, fixed=True)
    day = sheet.near(wall, fixed=True) or f"{wall:%m-%d-%Y}"
    edited, signature, body = "", "", NOTICES["vbulletin4"].format(name=escape(account.name))
    if not post.deleted:
        body = "".join(_four_quote(quote) for quote in quoted(post)) + lines(post.text, _FACES)
        if account.signature:
            signature = f'<blockquote class="signature restore"><div class="signaturecontainer">{lines(account.signature, _FACES)}</div></blockquote>'
        if post.edited:
            edited = (
                f'<blockquote class="postcontent lastedited">Last edited by {escape(account.name)}; '
                f"{_when(sheet, post.edited, ' at <span>')}</span>.</blockquote>"
            )
    return f"""<li class="postbitlegacy postbitim postcontainer old{" deletedpost" if post.deleted else ""}" id="post_{number}">
<div class="posthead"><span class="postdate old"><span class="date">{day},&nbsp;<span class="time">{twelve(wall)}</span></span></span>
<span class="nodecontrols"><a name="post{number}" href="{sheet.link(post)}" class="postcounter">#{post.position + 1}</a></span></div>
<div class="postdetails"><div class="userinfo"><div class="username_container"><div class="popupmenu memberaction">
<a class="username offline popupctrl" href="{sheet.user(post)}" title="{escape(account.name)} is offline"><strong>{escape(account.name)}</strong></a></div></div>
<span class="usertitle">Junior Member</span>
<dl class="userinfo_extra"><dt>Join Date</dt> <dd>{account.joined:%b %Y}</dd><dt>Posts</dt> <dd>{account.posts}</dd></dl></div>
<div class="postbody"><div class="postrow has_after_content"><h2 class="title icon"><img src="images/icons/icon1.png" alt="Default" /> {sheet.title}</h2>
<div class="content"><div id="post_message_{number}"><blockquote class="postcontent restore ">
{body}
</blockquote></div></div></div>
<div class="after_content">{edited}{signature}</div></div></div>
<div class="postfoot"><div class="textcontrols floatcontainer"><span class="postcontrols"><a class="newreply" href="newreply.php?p={number}" rel="nofollow">Reply With Quote</a></span></div></div>
<hr /></li>
"""


def _four_quote(quote: Quote) -> str:
    inner = _four_quote(quote.within) if quote.within else ""
    return f"""<div class="bbcode_container"><div class="bbcode_quote"><div class="quote_container"><div class="bbcode_quote_container"></div>
<div class="bbcode_postedby"><img src="images/misc/quote_icon.png" alt="Quote" /> Originally Posted by <strong>{escape(quote.author)}</strong>
<a href="showthread.php?p={quote.post}#post{quote.post}" rel="nofollow"><img class="inlineimg" src="images/buttons/viewpost-right.png" alt="View Post" /></a></div>
<div class="message">{inner}{lines(quote.text, _FACES)}</div></div></div></div>"""
