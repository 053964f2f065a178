"""Reports: documents made from a run's ledger at any time, with nothing running; as a pytest plugin, after each run."""

pytest_plugins = [f"{__name__}.allure_bridge", f"{__name__}.progress"]
