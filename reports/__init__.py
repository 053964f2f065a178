"""Reports: documents made from a run's ledger, at any time, with nothing running."""
