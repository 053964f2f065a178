"""The driver of the website is tried on its own, before journeys rely on it."""

from pathlib import Path

from journeys.config import read_company

COMPANY = Path(__file__).parents[1] / "company.toml"


def test_the_company_file_is_sound() -> None:
    assert "website" in read_company(COMPANY).touchpoints
