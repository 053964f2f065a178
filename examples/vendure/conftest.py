"""What this suite is made of."""

pytest_plugins = ["journeys.steps", "journeys.fixtures", "journeys.reports", "steps.promotions"]
