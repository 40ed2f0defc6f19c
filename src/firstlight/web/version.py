"""The version that the pages and the schema name."""

from importlib.metadata import version

VERSION = version("firstlight")
"""The installed version of Firstlight."""
