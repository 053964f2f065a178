"""Sentences: which there are, which one a step is, which one was meant."""
