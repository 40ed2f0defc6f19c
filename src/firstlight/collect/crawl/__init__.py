"""Collecting within a written scope, from hidden services through Tor or from the clear web: text only, as evidence.

scope, recipe, entries   what is allowed, by whom, on which basis; read with the line of every entry
address, gate            one spelling of an address, and the one place that says whether it may be asked for
network, tor, trouble    the two ways out; Tor's health; what goes wrong and what helps
fetch, guard, sniff, redact   one request; what of its answer may be kept, which is text
links, fingerprint, challenge, robots, login, cookies, pace, traps   reading a page and being let in
pictures, hashlists      pictures as hashes, in memory alone
journal, frontier        what is done and what is next; a kill loses nothing
capture, archive, stamps WARC records, sealed files in the manifest, time stamps
visit, keep, site, sites, job   the crawl
"""
