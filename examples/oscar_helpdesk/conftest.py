"""What this suite is made of: everybody's sentences, and its own."""

pytest_plugins = [
    "journeys.steps",
    "journeys.fixtures",
    "journeys.reports",
    "steps.promotions",
    "steps.orders",
    "steps.cases",
]
