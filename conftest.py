"""What this suite is made of."""

# By their modules' names where pytest has a plugin of its own called "fixtures" or "reports".
pytest_plugins = [
    "journeys.pytest_plugin",
    "fixtures.company",
    "fixtures.shopping",
    "reports.allure_bridge",
    "reports.progress",
    "steps",
]
