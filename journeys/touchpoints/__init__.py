"""Drivers, one per kind of place where shopper and company meet."""
