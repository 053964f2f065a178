"""What agents, clerks and letters say in four languages is read as a person reads it, or not at all."""

from __future__ import annotations

from collections import Counter

import pytest

from .judged import cases, judged

LEAST = 0.85
LANGUAGES = {"en": 160, "de": 80, "fr": 80, "ar": 80}


@pytest.mark.parametrize(("language", "least"), LANGUAGES.items())
def test_nothing_is_read_wrongly_and_most_is_read_rightly(language: str, least: int) -> None:
    read = [judged(case) for case in cases(language)]
    how = Counter(one.how for one in read)

    assert [(one.case.words, one.case.right, sorted(one.read)) for one in read if one.how == "wrong"] == []
    assert how.total() >= least
    assert how["right"] / how.total() >= LEAST
    assert {one.case.words for one in read if one.how == "unclear"} == {
        one.case.words for one in read if one.case.unclear
    }
