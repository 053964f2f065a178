"""The contract that every driver is held to, as a class of tests."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from journeys.company.company_file import Company
from journeys.company.topics import topics_of
from journeys.judging.topics import Topics
from journeys.testing import clauses
from journeys.testing.elsewhere import broken_server, where_nobody_listens
from journeys.testing.scenes import Scene, emailed_offer
from journeys.testing.walks import Product, Subject, Walk, walk
from journeys.tools.browsing import Browsing
from journeys.touchpoints.loading import check_driver

__all__ = ["contract"]

_MINUTE: Final = timedelta(minutes=1)

Walked = Callable[[type], Walk]


def contract(
    driver: type,
    *,
    at: str | None = None,
    abilities: Collection[type] | None = None,
    options: Mapping[str, Any] | None = None,
    product: Product | None = None,
    scene: Scene = emailed_offer,
    within: timedelta = _MINUTE,
    kinds: Topics | None = None,
) -> type:
    """Make the class of tests that checks a driver; give it a name that begins with ``Test``.

    The tests use the fixtures ``company`` and ``browsing`` of ``journeys.fixtures``, so they walk whom ``--company``
    names; a ``company`` fixture of one's own, such as one that opens the sandbox, goes first.

    Args:
        driver: The class.
        at: The touchpoint to visit; the one whose driver this is, unless told otherwise.
        abilities: Those to check; all that the class has unless told otherwise.
        options: What the driver is told, in place of the touchpoint's options.
        product: Name and price (or terms) of a product, for abilities that look into promises to everybody:
            ``("Green tea", "4.50 USD")``. The shopper looks it up by that name.
        scene: What comes before a visit: who shops, and what was promised. Unless told otherwise, an offer that the
            back office makes, else a promise of the company file, else one that is made up; ``known_promise(NAME)``
            takes another of the company file, and a function of your own does whatever has to come before.
        within: How long one visit may take, in real time.
        kinds: The kinds of promise there are; those that the ``company.toml`` here names, unless told otherwise.
    """
    known = kinds or topics_of(Path("company.toml"))
    able = [one for one in known.abilities if issubclass(driver, one) and (abilities is None or one in abilities)]
    subject = Subject(driver=driver, at=at, options=options, product=product, scene=scene)
    names = [known.abilities[one].words.replace(" ", "-") for one in able]
    each = pytest.mark.parametrize("ability", able, ids=names)

    class Contract:
        @pytest.fixture(scope="class")
        @staticmethod
        def walked(company: Company, browsing: Browsing, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
            """Walk with each ability once; all clauses look at what came of it."""
            done: dict[type, Walk] = {}
            with ExitStack() as stack:

                def once(ability: type) -> Walk:
                    if ability not in done:
                        stack.close()  # the walk before is over: nothing of it reaches this one
                        folder = tmp_path_factory.mktemp("walk")
                        done[ability] = stack.enter_context(walk(subject, ability, company, browsing, folder))
                    return done[ability]

                yield once

        def test_the_class_is_one_that_a_company_file_may_name(self) -> None:
            check_driver(driver, driver.__name__, known)
            _hold([] if able else [f"{driver.__name__} has none of the abilities to check"])
            if product is None and any(one.of_public for ability in able for one in known.doing(ability)):
                _hold(["it prices products: name one that it knows, with contract(…, product=(name, price))"])

        def test_it_judges_nothing(self) -> None:
            _hold(clauses.judgements(driver))

        @each
        def test_a_visit_comes_to_its_end_and_sees_something(self, walked: Walked, ability: type) -> None:
            seen = walked(ability)
            if seen.error is not None:
                raise seen.error
            _hold(clauses.unseen(seen))

        @each
        def test_every_visit_leaves_something_to_show(self, walked: Walked, ability: type) -> None:
            _hold(clauses.missing_exhibits(walked(ability)))

        @each
        def test_nothing_written_names_a_person_or_gives_away_a_secret(self, walked: Walked, ability: type) -> None:
            _hold(clauses.leaks(walked(ability)))

        @each
        def test_every_picture_was_taken_with_what_is_personal_covered(self, walked: Walked, ability: type) -> None:
            _hold(clauses.bare_pictures(walked(ability)))

        @each
        def test_a_visit_is_over_in_time(self, walked: Walked, ability: type) -> None:
            _hold(clauses.lateness(walked(ability), within))

        @each
        def test_where_nobody_listens_the_world_is_at_fault(
            self, company: Company, browsing: Browsing, tmp_path: Path, ability: type
        ) -> None:
            address = where_nobody_listens(subject.address(company))
            with walk(subject, ability, company, browsing, tmp_path, address) as seen:
                _hold(clauses.not_the_worlds_fault(seen, f"nobody listened at {address}"))

        @each
        def test_an_error_of_the_servers_own_is_the_worlds_fault(
            self, company: Company, browsing: Browsing, tmp_path: Path, ability: type
        ) -> None:
            usual = subject.address(company)
            if not usual.startswith("http"):
                pytest.skip(f"{usual} is not spoken to over HTTP")
            with broken_server(usual) as address, walk(subject, ability, company, browsing, tmp_path, address) as seen:
                _hold(clauses.not_the_worlds_fault(seen, "every answer was an HTTP 500"))

    Contract.__doc__ = f"What {driver.__name__} owes, as every driver does."
    return Contract


def _hold(complaints: Iterable[str]) -> None:
    """Fail with all complaints, if there are any."""
    if told := list(complaints):
        pytest.fail("\n".join(told), pytrace=False)
