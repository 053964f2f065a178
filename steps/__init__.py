"""What the sentences mean, one module per concept; as a pytest plugin, all of them."""

pytest_plugins = [
    f"{__name__}.{concept}"
    for concept in (
        "shoppers",
        "promises",
        "known_promises",
        "learning",
        "asking",
        "redeeming",
        "buying",
        "going_for_others",
        "carts",
        "confirmations",
        "prices",
        "stock",
        "pickup",
        "returns",
        "cancelling",
        "notes",
        "cases",
        "notifications",
        "transcripts",
        "complaints",
        "consent",
        "passing_time",
        "verdicts",
    )
]
