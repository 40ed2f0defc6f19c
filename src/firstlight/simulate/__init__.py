"""Markets and forums with known truth, for demos, training and measurement."""

from firstlight.simulate.forum import forum
from firstlight.simulate.market import market
from firstlight.simulate.rates import Rates

__all__ = ["Rates", "forum", "market"]
