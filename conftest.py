"""What this suite is made of."""

pytest_plugins = [
    "journeys.pytest_plugin",
    "fixtures.company",
    "fixtures.shopping",
    "reports.allure_bridge",
    "reports.progress",
    "steps.shoppers",
    "steps.promises",
    "steps.learning",
    "steps.asking",
    "steps.redeeming",
    "steps.notes",
    "steps.complaints",
    "steps.passing_time",
    "steps.verdicts",
]
