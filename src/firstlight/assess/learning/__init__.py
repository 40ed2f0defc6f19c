"""Learning from decisions: labels to factors on the declared weights, tried on held-out groups before they ship.

A trained model is a small JSON file of numbers (`model`): how much more or less each sign counts than declared, and
how often scores were right in the random audit (`calibration`). Applying one needs no learning library; training one
needs the extra `learn` (`training`, `challenger`).
"""

from firstlight.assess.learning.examples import Example, Said, gather
from firstlight.assess.learning.model import Model, parse

__all__ = ["Example", "Model", "Said", "gather", "parse"]
