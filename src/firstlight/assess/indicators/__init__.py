"""The indicators, one file a family. Importing this package fills the registry, so ask for REGISTRY here.

Those of installed plugins come last.
"""

from firstlight.assess import plugins
from firstlight.assess.indicator import REGISTRY
from firstlight.assess.indicators import (
    age,
    burst,
    churn,
    circuit,
    contact,
    missing,
    movement,
    origin,
    people,
    personas,
    picture,
    screening,
    spam,
    template,
    trust,
    youth,
)

__all__ = [
    "REGISTRY",
    "age",
    "burst",
    "churn",
    "circuit",
    "contact",
    "missing",
    "movement",
    "origin",
    "people",
    "personas",
    "picture",
    "screening",
    "spam",
    "template",
    "trust",
    "youth",
]

plugins.LEFT_OUT += plugins.load()
