"""For people who write drivers: the contract suite that every driver is held to, and a company to try things on.

In a suite of one's own, one line is a test class::

    # tests/test_till.py
    from acme.pos import Till
    from journeys.testing import contract

    TestTill = contract(Till)

pytest finds it by its name, walks the touchpoint of the company file that has this driver, once for each ability, and
checks clause by clause what came of it. Nothing to inherit from: as with Hypothesis' ``TestCase``, the class is made.
"""

from journeys.testing.contract import contract
from journeys.testing.opened import open_sandbox
from journeys.testing.scenes import Scene, emailed_offer, known_promise

__all__ = ["Scene", "contract", "emailed_offer", "known_promise", "open_sandbox"]
