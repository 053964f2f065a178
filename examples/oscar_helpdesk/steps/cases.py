"""How customers give their address to the help desk."""

from pytest_bdd import when

from journeys.api import Journey, Sentence


@when(Sentence("{shopper:Shopper} writes her email address with a capital letter"))
def capital_letter(journey: Journey, shopper: str) -> None:
    """From here on, write the address as phones do that capitalise the first letter of a line."""
    who = journey.shopper(shopper)
    who.email = who.email.capitalize()
