"""Sentences of our own, one module per concept."""

pytest_plugins = [f"{__name__}.people"]
