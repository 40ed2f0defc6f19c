"""Firstlight."""
