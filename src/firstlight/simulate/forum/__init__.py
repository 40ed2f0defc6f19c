"""Forums with known truth: hidden persons with several accounts over several sites, for training and measurement."""

from firstlight.simulate.forum.rates import ForumRates
from firstlight.simulate.forum.simulation import World, forum

__all__ = ["ForumRates", "World", "forum"]
