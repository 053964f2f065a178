"""What is written down: the ledger, and a run read back from it."""
