"""Telling people outside of what watches found: by e-mail and webhook, to whom the unit named, once and never twice.

Beside collect/ the only room that opens sockets. What leaves names nobody: the watch by its number and title, how many
new ads there are, and their groups. Whoever is told reads the rest on the desk.
"""

from firstlight.alert.deliver import Outcome, deliver
from firstlight.alert.way import NotSent, Post, Unclear

__all__ = ["NotSent", "Outcome", "Post", "Unclear", "deliver"]
