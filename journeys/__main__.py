"""``python -m journeys`` is ``shop``."""

from journeys.cli import main

main(prog_name="shop")
