"""What this suite is made of."""

pytest_plugins = [
{%- if practice %}
    "fixtures.practice_shop",
{%- endif %}
    "journeys.fixtures",
    "journeys.reports",
    "journeys.steps",
    "steps",
]
