"""How a shop that runs on Vendure is shopped: its touchpoints, and the back office that sets the scene."""
