"""How Hypothesis looks for counter-examples here: thoroughly enough, without a stop-watch (machines are busy)."""

from hypothesis import settings

from tests.postgresql import postgresql

__all__ = ["postgresql"]

settings.register_profile("mystery shopper", deadline=None, max_examples=60)
settings.load_profile("mystery shopper")
