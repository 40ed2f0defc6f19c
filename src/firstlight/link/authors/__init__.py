"""Authors: who is behind an account on a forum, and which accounts on other sites may be the same person."""
