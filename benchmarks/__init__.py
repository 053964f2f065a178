"""How fast the harness is and how much memory it takes, beside what plain code does: ``python -m benchmarks``."""
