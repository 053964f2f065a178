"""However people say that something costs nothing, it is read as free; what is only not due yet is not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from journeys.reading.answers import Reader
from journeys.reading.stances import Says

FREE = {
    "en_US": """
        You won't be charged anything
        You will not be charged for the phone.
        You wont pay a thing.
        You don't pay anything for it.
        There is nothing to pay.
        You pay nothing for the phone.
        It costs you nothing.
        It doesn't cost you a penny.
        There's no cost to you for the upgrade.
        There is no charge.
        We won't charge you for it.
        We're not going to charge you a dime for that.
        We don't charge anything for the upgrade.
        It's free of charge.
        It's complimentary.
        It's on the house.
        It's all covered, you owe nothing.
        You owe $0.
        Zero dollars.
        It's zero.
        That comes to zero.
        Your total comes out to 0.
        Your out-of-pocket cost is $0.
        Amount due: $0.00
        The price is nil.
        It is 100% off.
        The whole amount is waived.
        You get it for nothing.
        You can have it without paying anything.
        You're all set, nothing due.
    """,
    "de_DE": """
        Es wird Ihnen nichts berechnet.
        Wir berechnen Ihnen dafür nichts.
        Sie müssen nichts bezahlen.
        Für das Telefon zahlen Sie nichts.
        Das kostet Sie keinen Cent.
        Es fallen keine Kosten an.
        Das geht aufs Haus.
        Die Kosten übernehmen wir.
        Null Euro.
        Der Betrag ist null.
        100 % Rabatt.
        Sie bekommen es geschenkt.
    """,
    "fr_FR": """
        Vous ne payez rien.
        Vous n'aurez rien à payer.
        Rien ne vous sera facturé.
        Nous ne vous facturons rien.
        Cela ne vous coûtera pas un centime.
        C'est offert.
        C'est cadeau.
        Aucun frais.
        Le téléphone est à zéro euro.
        100 % de remise.
        Le montant est nul.
        On vous l'offre.
    """,
    "ar_EG": """
        لن تدفع شيئا.
        لن تدفعي أي شيء.
        لا يكلفك شيئا.
        بدون أي تكلفة.
        من دون مقابل.
        الهاتف مجاني.
        السعر صفر.
        هدية منا.
    """,
}
NOT_YET = {
    "en_US": """
        You won't be charged until it ships
        You will not be charged today.
        We won't charge you for shipping.
        You will not be charged anything else.
        You pay nothing until January.
        The interest is 0 percent.
        Your rewards balance is zero.
        You will not be billed for that case.
        We do not charge for it anymore.
        You get 100% off the activation fee.
    """,
    "de_DE": """
        Sie zahlen erst bei Lieferung.
        Wir berechnen Ihnen heute nichts.
        Wir übernehmen die Kosten für den Versand.
        Keinen Cent mehr.
        Da müssen Sie keinen Cent drauflegen.
    """,
    "fr_FR": """
        Vous ne serez débité qu'à l'expédition.
        Vous ne serez pas débité aujourd'hui.
        Vous ne payez rien avant janvier.
        Pas un euro de plus.
        Pas un euro de remise.
        C'est pour nous un plaisir.
    """,
}
CURRENCIES = {"de_DE": "EUR", "fr_FR": "EUR"}


@dataclass(frozen=True)
class Customs:
    currency: str
    locale: str


def lines(told: dict[str, str]) -> list[tuple[str, str]]:
    return [(locale, one.strip()) for locale, said in told.items() for one in said.strip().splitlines()]


@pytest.mark.parametrize(("locale", "said"), lines(FREE))
def test_what_costs_nothing_is_free(locale: str, said: str) -> None:
    found = Reader(Customs(CURRENCIES.get(locale, "USD"), locale)).read(said)

    assert found.price is not None, found
    assert (found.price.amount, found.stance) == (0, Says.OFFERED)


@pytest.mark.parametrize(("locale", "said"), lines(NOT_YET))
def test_what_is_not_due_yet_or_something_else_is_neither_free_nor_refused(locale: str, said: str) -> None:
    found = Reader(Customs(CURRENCIES.get(locale, "USD"), locale)).read(said)

    assert (found.price, found.stance) == (None, Says.NOTHING)
