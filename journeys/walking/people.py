"""Where a journey's shoppers come from: invented or played by a persona, known to the company or lent by its pool."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from journeys.company.casting import AccountSettings
from journeys.errors import Compromised
from journeys.promises.promise import PromiseTerms
from journeys.promises.shopper import Line, Shopper, invent, tag_of
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.directory import BackOffice
from journeys.walking.borrowed import Borrowed
from journeys.walking.premises import account_for

__all__ = ["People"]


@dataclass(slots=True, kw_only=True)
class People:
    """The shoppers of one journey.

    Attributes:
        seed: The run's shopper seed.
        journey: What tells this journey from others.
        back_office: Where customers are enrolled, if the company lets us.
        on_enrolled: Told how the company refers to a customer who was enrolled.
        login_suffix: What the logins of invented shoppers end in.
        borrowed: The test accounts, at a company that enrols nobody.
    """

    seed: int
    journey: str
    tools: Toolbox
    back_office: BackOffice | None
    on_enrolled: Callable[[str], None]
    borrowed: Borrowed
    login_suffix: str = ""
    _invented: dict[str, Shopper] = field(default_factory=dict)
    _numbers: dict[str, list[str]] = field(default_factory=dict)

    def visitor(self, name: str, family: Sequence[str] = (), locale: str | None = None) -> Shopper:
        """Make up a shopper whom the company does not know, as the persona of that name if there is one."""
        persona = self.tools.company.personas.get(name)
        own = locale or (persona and persona.locale) or self.tools.company.locale
        taken = {number for other, numbers in self._numbers.items() if other != name for number in numbers}
        shopper = invent(
            name,
            seed=self.seed,
            journey=self.journey,
            locale=own,
            family=family,
            taken=taken,
            suffix=self.login_suffix,
        )
        self._numbers[name] = [line.number for line in shopper.lines]
        if persona is not None:
            email = (persona.email or shopper.email).replace(
                "{tag}", tag_of(name, self.seed, self.journey, self.login_suffix)
            )
            shopper = replace(
                shopper,
                last_name=persona.last_name or shopper.last_name,
                birth_date=persona.birthday or shopper.birth_date,
                address=persona.address.of(own) if persona.address else shopper.address,
                email=email,
                username=email,
            )
        self.tools.redactor.learn(shopper.personal())
        return shopper

    def customer(self, name: str, family: Sequence[str] = (), locale: str | None = None) -> Shopper:
        """Find or make a customer: enrolled in the back office if there is one, else played by a test account.

        Raises:
            Unable: The company file names neither, or none that suits and plays nobody else of this journey.
            Compromised: No test account became free in time.
        """
        shopper = self.visitor(name, family, locale)
        if self.back_office is not None:
            if account := self.back_office.enrol(shopper):
                self.on_enrolled(account)
            return shopper
        account_for(self.tools.company, name, family, self.borrowed.taken())
        self._invented[name] = shopper
        return self._lent(name, self.borrowed.lend(name, family))

    def able_to_use(self, shopper: Shopper, terms: PromiseTerms, *, met: bool) -> int:
        """See that a shopper's account can use an offer still, or let another that can play the shopper from now on.

        Returns:
            How often the account has used it in earlier runs.

        Raises:
            Compromised: Every account that suits has used it up before.
        """
        used, other = self.borrowed.left_for(shopper.name, terms, met=met)
        if other is not None:
            shopper.become(self._lent(shopper.name, other))
        return used

    def check(self, shopper: Shopper) -> None:
        """See that the shopper's account is still this journey's own.

        Raises:
            Compromised: Somebody else may be using it, so nothing seen with it could be judged.
        """
        lease = self.borrowed.lease_of(shopper.name)
        if lease is not None and lease.lost.is_set():
            message = (
                f"{shopper.name}'s test account was lost to another journey: its pool was out of reach for too long"
            )
            raise Compromised(message)

    def not_let_in(self, shopper: Shopper) -> None:
        """Leave the shopper's account alone for as long as the company locks it out."""
        if lease := self.borrowed.lease_of(shopper.name):
            lease.give_back(lease.account.locked_out_for, "locked out, since it was not let in")

    def _lent(self, name: str, account: AccountSettings) -> Shopper:
        lent = _played_by(account, self._invented[name])
        self.tools.redactor.learn(lent.personal())
        return lent


def _played_by(account: AccountSettings, shopper: Shopper) -> Shopper:
    lines = [Line(number=account.phone, holder=shopper.name)]
    lines += [Line(number=number, holder=holder, minor=True) for holder, number in account.lines.items()]
    locale = account.locale or shopper.locale
    return replace(
        shopper,
        last_name=account.name.partition(" ")[2],
        known_as=account.name,
        email=account.email,
        username=account.username or account.email,
        password=account.password.get_secret_value() if account.password else "",
        phone=account.phone,
        birth_date=account.birthday or shopper.birth_date,
        locale=locale,
        speaks=account.language or "",
        address=account.address.of(locale) if account.address else None,
        family={**dict.fromkeys(account.lines, "child"), **account.family},
        lines=lines,
    )
