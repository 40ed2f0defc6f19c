"""Pages as Discourse has them for who runs no scripts."""

from __future__ import annotations

from html import escape

from firstlight.simulate.forum.engines.sheet import Sheet, faces, lines, quoted, tail
from firstlight.simulate.forum.posts import Post, Quote
from firstlight.simulate.forum.records import NOTICES

_FACES = faces(
    '<img src="/images/emoji/twitter/{name}.png?v=12" title=":{name}:" class="emoji" alt=":{name}:" loading="lazy" width="20" height="20">',
    {":)": "slight_smile", ";)": "wink", ":D": "smiley", ":P": "stuck_out_tongue"},
)


def page(sheet: Sheet) -> str:
    """One page of a topic."""
    posts = "".join(_post(sheet, post) for post in sheet.posts)
    others = sheet.others('<a rel="next" itemprop="url" href="{url}">page {page}</a> ')
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{sheet.title} - {sheet.board.name}</title><meta name="generator" content="Discourse 3.2.0 - https://github.com/discourse/discourse version 0">
<link rel="canonical" href="{escape(sheet.url)}" /></head>
<body class="crawler "><header><a href="/">{sheet.board.name}</a></header>
<div id="main-outlet" class="wrap" role="main"><div id="topic-title"><h1><a href="{escape(sheet.url)}">{sheet.title}</a></h1></div>
<div itemscope itemtype='http://schema.org/DiscussionForumPosting'><meta itemprop='headline' content='{sheet.title}'>
{posts}
</div><div role='navigation' itemscope itemtype='http://schema.org/SiteNavigationElement' class="topic-body crawler-post-nav">{others}</div></div>
{tail('<footer class="container wrap"><p>Powered by <a href="https://www.discourse.org">Discourse</a>, best viewed with JavaScript enabled</p></footer>')}"""


def _post(sheet: Sheet, post: Post) -> str:
    if post.deleted:
        body = f"<p>{NOTICES['discourse']}</p>"
    else:
        body = "".join(_quote(quote, sheet) for quote in quoted(post)) + f"<p>{lines(post.text, _FACES, '<br>')}</p>"
    changed = post.edited or post.sent
    return f"""<div id='post_{post.position + 1}' itemprop='comment' itemscope itemtype='http://schema.org/Comment' class='topic-body crawler-post'>
<div class='crawler-post-meta'><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person">
<a itemprop="url" rel='nofollow' href='{sheet.board.address}{sheet.user(post)}'><span itemprop='name'>{escape(post.account.name)}</span></a></span>
<span class="crawler-post-infos"><time itemprop='datePublished' datetime='{post.sent:%Y-%m-%dT%H:%M:%SZ}' class='post-time'>{post.sent:%B %d, %Y, %I:%M%p}</time>
<meta itemprop='dateModified' content='{changed:%Y-%m-%dT%H:%M:%SZ}'><span itemprop='position'>{post.position + 1}</span></span></div>
<div class='post' itemprop='text'>
{body}
</div>
<div itemprop="interactionStatistic" itemscope itemtype="http://schema.org/InteractionCounter"><meta itemprop="userInteractionCount" content="0" /><span class='post-likes'></span></div></div>
"""


def _quote(quote: Quote, sheet: Sheet) -> str:
    inner = _quote(quote.within, sheet) if quote.within else ""
    return (
        f'<aside class="quote no-group" data-username="{escape(quote.author)}" data-post="1" data-topic="{sheet.thread.number}"><div class="title">'
        f'<div class="quote-controls"></div><img loading="lazy" alt="" width="24" height="24" src="/letter_avatar/x.png" class="avatar"> {escape(quote.author)}:</div>'
        f"<blockquote>{inner}<p>{lines(quote.text, _FACES, '<br>')}</p></blockquote></aside>"
    )
