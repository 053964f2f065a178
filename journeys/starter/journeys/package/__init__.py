"""How to use the touchpoints of {{ name }}."""
