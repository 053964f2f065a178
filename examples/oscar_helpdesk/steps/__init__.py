"""Sentences that only this company needs."""
