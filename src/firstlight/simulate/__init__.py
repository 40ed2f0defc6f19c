"""Markets with known truth, for demos, training and measurement."""

from firstlight.simulate.market import market
from firstlight.simulate.rates import Rates

__all__ = ["Rates", "market"]
