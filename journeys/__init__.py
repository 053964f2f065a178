"""Mystery Shopper: walk in a customer's shoes and see whether every touchpoint keeps the same promise."""

from pathlib import Path

_HERE = Path(__file__).parent

if not (_HERE / "steps").is_dir():
    # A wheel carries steps, fixtures and reports in here; a checkout keeps them beside this folder.
    __path__.append(str(_HERE.parent))
