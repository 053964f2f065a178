"""Answers to complaints are read as the customer takes them: put right, turned down, or neither."""

from __future__ import annotations

from typing import Any

import pytest

from journeys.promises.money import written
from journeys.tools.plain_text import lines_of_text
from journeys.touchpoints.answer_words import answer_in

from .reading import company, ids, samples

ANSWERS = list(samples("answers.toml"))


@pytest.mark.parametrize(("kind", "sample"), ANSWERS, ids=ids(ANSWERS))
def test_an_answer_does_what_its_words_say(kind: str, sample: dict[str, Any]) -> None:
    facts = {name: sample[name] for name in ("currency", "locale") if name in sample}

    answer = answer_in(lines_of_text(sample["text"]), company(**facts))

    assert answer is None if kind == "neither" else answer is not None
    if answer is not None:
        price = written(answer.price) if answer.price is not None else ""
        told = answer.put_right, price, answer.order
        assert told == (kind == "put_right", sample.get("price", ""), sample.get("order", ""))
