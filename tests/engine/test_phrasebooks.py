"""Phrasebooks: every sentence in every language, each with one meaning, and values as people there write them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

import steps
from journeys.errors import InvalidPhrasebook
from journeys.gherkin.languages.phrasebook import Phrasebook
from journeys.gherkin.languages.phrasebooks import load_phrasebooks, read_phrasebook, together, translate
from journeys.gherkin.sentences.matching import SentenceIndex
from journeys.gherkin.sentences.sentence import Sentence
from journeys.gherkin.sentences.vocabulary import definitions
from journeys.promises.channel import Channel
from journeys.promises.clock import read_duration, read_moment
from journeys.promises.forms import ROUNDINGS
from journeys.promises.money import read_money
from journeys.topics import OURS

FOLDER = Path(steps.__file__).parent / "phrasebook"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.fixture(scope="module")
def contexts() -> list[StepFunctionContext]:
    modules = {import_module(name).__name__ for name in steps.pytest_plugins}
    return [one for one in step_function_context_registry.values() if one.step_func.__module__ in modules]


@pytest.fixture(scope="module")
def books(contexts: list[StepFunctionContext]) -> dict[str, Phrasebook]:
    found = load_phrasebooks(contexts)
    translate(contexts, found)
    return found


def test_there_are_at_least_two_languages_besides_english() -> None:
    assert {"ar", "de"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrasebook_has_every_sentence_and_every_term(
    language: str, books: dict[str, Phrasebook], contexts: list[StepFunctionContext]
) -> None:
    book = books[language]

    assert {one.parser.name for one in contexts} - set(book.sentences) == set()
    assert set(OURS.table().names) - set(book.terms.values()) == set()
    assert set(Channel) - set(book.values["Channel"].values()) == set()
    assert set(ROUNDINGS) - set(book.values["Rounding"].values()) == set()
    assert {"once", "twice"} - set(book.values["Times"].values()) == set()
    assert {"she", "he"} - set(book.values["Shopper"].values()) == set()
    assert {"price", "duration", "date"} - set(book.examples) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_to_write_a_sentence_is_that_sentence_and_no_other(
    language: str, books: dict[str, Phrasebook], contexts: list[StepFunctionContext]
) -> None:
    book, index = books[language], SentenceIndex(contexts)
    for context in contexts:
        sentence = context.parser
        assert isinstance(sentence, Sentence)
        for reading in book.readings(sentence):
            assert index.matching(context.type or "when", reading.example) == [context], reading.example


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blanks_of_an_example_are_read_in_english(
    language: str, books: dict[str, Phrasebook], contexts: list[StepFunctionContext]
) -> None:
    for context in contexts:
        sentence = context.parser
        assert isinstance(sentence, Sentence)
        told = sentence.parse_arguments(books[language].readings(sentence)[0].example) or {}
        for blank, value in told.items():
            if sentence.blanks[blank] in {"Touchpoint", "Channel", "Kinship", "Duration", "Money", "Whole"}:
                assert value.isascii(), f"{sentence.name}: {blank} is {value!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_amounts_durations_and_dates_can_be_read(language: str, books: dict[str, Phrasebook]) -> None:
    book = books[language]

    assert read_money(book.english("Money", book.examples["price"])).amount
    assert read_duration(book.english("Duration", book.examples["duration"]))
    assert read_moment(book.english("Moment", book.examples["date"]), "UTC").year > 2000


def test_the_catalogue_has_each_language_once_a_sentence(books: dict[str, Phrasebook]) -> None:
    assert books
    arabic = [one for one in definitions() if one.language == "ar"]

    assert "تسأل ليندا مركز الاتصال عن العرض" in [one.example for one in arabic]
    assert len({one.place for one in arabic}) == len(arabic)


@pytest.mark.parametrize(
    ("language", "kind", "written", "meant"),
    [
        ("ar", "Money", "١٣٠ دولارًا", "130 USD"),
        ("ar", "Money", "١٬٢٣٤٫٥٠ درهم", "1234.50 AED"),
        ("ar", "Money", "مجانًا", "free"),
        ("ar", "Duration", "٣ أيام", "3 days"),
        ("ar", "Duration", "يومان", "2 days"),
        ("ar", "Duration", "٢١ يومًا", "21 days"),
        ("ar", "Moment", "٢٠٢٦-٠٥-٠١", "2026-05-01"),
        ("ar", "Touchpoint", "مركز الاتصال", "call centre"),
        ("ar", "Shopper", "هي", "she"),
        ("ar", "Shopper", "ليندا", "ليندا"),
        ("ar", "Words", "قال ٣", "قال ٣"),
        ("ar", "Money", "١٣٠ دولاراً أمريكياً", "130 USD"),
        ("ar", "Money", "١٣٠٫٥٠ $", "130.50 $"),
        ("ar", "Money", "٥٠٠ جنيه", "500 EGP"),
        ("ar", "Duration", "ساعة ونصف", "90 minutes"),
        ("ar", "Moment", "٥ مايو ٢٠٢٦", "5 May 2026"),
        ("ar", "Moment", "٥ أيار ٢٠٢٦، الساعة ١١ مساءً", "5 May 2026, 11 PM"),
        ("ar", "Moment", "٥/٦/٢٠٢٦", "2026-6-5"),
        ("ar", "Surcharge", "١٠ دولارات في المتجر، ٥ دولارات في الموقع", "10 USD at the store, 5 USD at the website"),
        ("fr", "Money", "1 299,00 euros", "1 299.00 EUR"),
        ("fr", "Moment", "le 1er août 2026 à 12:30", "1 August 2026 12:30"),
        ("fr", "Duration", "une heure et demie", "90 minutes"),
        ("fr", "Surcharge", "10,50 € au magasin", "10.50 € at the store"),
        ("de", "Money", "130,00 Euro", "130.00 EUR"),
        ("de", "Money", "1.299,00 €", "1299.00 €"),
        ("de", "Money", "1.300 Euro", "1300 EUR"),
        ("de", "Money", "1 299,- €", "1 299 €"),
        ("de", "Money", "Kostenlos", "free"),
        ("de", "Duration", "1,5 Stunden", "1.5 hours"),
        ("de", "Duration", "anderthalb Stunden", "90 minutes"),
        ("de", "Moment", "5. März 2026, 12:30 Uhr", "5. March 2026, 12:30"),
        ("de", "Moment", "05.06.2026", "2026-06-05"),
        ("de", "Surcharge", "10,50 Euro bei der Hotline", "10.50 EUR at the call centre"),
        ("de", "Touchpoint", "Im Laden", "store"),
        ("de", "Duration", "20 Minuten", "20 minutes"),
        ("de", "Touchpoint", "im Laden", "store"),
    ],
)
def test_values_are_read_as_people_there_write_them(
    books: dict[str, Phrasebook], language: str, kind: str, written: str, meant: str
) -> None:
    assert books[language].english(kind, written) == meant


def test_a_promise_written_in_arabic_has_the_terms_of_one_in_english(books: dict[str, Phrasebook]) -> None:
    arabic = books["ar"].table(
        [
            ["العرض", "ترقية"],
            ["السعر", "مجانًا"],
            ["السعر العادي", "١٣٠ دولارًا"],
            ["يسري في", "المتجر والموقع، ومركز الاتصال"],
            ["رسم إضافي", "١٠ دولارات في المتجر"],
            ["عدد المرات", "مرتين"],
            ["يسري لمدة", "أسبوعين"],
            ["التقريب", "إلى الأدنى"],
        ]
    )
    english = [
        ["offer", "ترقية"],
        ["price", "free"],
        ["regular price", "130 USD"],
        ["honoured at", "store, website, call centre"],
        ["surcharge", "10 USD at the store"],
        ["times", "twice"],
        ["valid for", "2 weeks"],
        ["rounding", "down"],
    ]

    table = OURS.table(currency="USD")
    assert table.read(arabic) == table.read(english)


def test_a_row_that_a_phrasebook_does_not_know_stays_as_written(books: dict[str, Phrasebook]) -> None:
    assert books["ar"].table([["سعرر", "١٣٠"], ["one", "two", "three"]]) == [["سعرر", "١٣٠"], ["one", "two", "three"]]


def test_two_books_of_one_language_are_one(tmp_path: Path) -> None:
    ours, theirs = FOLDER / "de.toml", tmp_path / "de.toml"
    theirs.write_text(
        'language = "de"\n[sentences]\n"{shopper:Shopper} opens the email" = "{shopper} liest die E-Mail"\n'
        '[values.Touchpoint]\n"am Kiosk" = "kiosk"\n',
        encoding="utf-8",
    )

    book = together(read_phrasebook(ours), read_phrasebook(theirs))

    assert {"{shopper} die E-Mail öffnet", "{shopper} liest die E-Mail"} < set(
        book.sentences["{shopper:Shopper} opens the email"]
    )
    assert book.english("Touchpoint", "am Kiosk") == "kiosk"
    assert book.english("Touchpoint", "im Laden") == "store"


def test_a_sentence_that_nobody_defines_is_told_with_its_own_books_line(
    contexts: list[StepFunctionContext], tmp_path: Path
) -> None:
    theirs = tmp_path / "de.toml"
    theirs.write_text('language = "de"\n[sentences]\n"nobody says this" = "niemand"\n', encoding="utf-8")
    book = together(read_phrasebook(FOLDER / "de.toml"), read_phrasebook(theirs))

    with pytest.raises(InvalidPhrasebook, match=r"/de\.toml:3: Nobody defines this sentence: 'nobody says this'"):
        translate(contexts, {"de": book})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('language = "xx"\nsentences = 3', r"xx\.toml: sentences: "),
        ("language = ", "The phrasebook is not valid TOML"),
        ("sentences = {}", r"language: Field required\. Valid: language, sentences"),
        (
            'language = "xx"\n[terms]\n"Preis" = "prize"',
            r"xx\.toml:3: No table has this term: 'prize'\. Did you mean 'price'",
        ),
        (
            'language = "fr"\n[keywords]\n"then" = "Allors"',
            r"xx\.toml:3: Gherkin has no such word for 'then': 'Allors'\. Did you mean 'Alors'",
        ),
    ],
)
def test_a_phrasebook_that_cannot_be_read_is_told_with_its_place(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(InvalidPhrasebook, match=told):
        read_phrasebook(path)


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("{shopper:Shopper} is a custmer", "{shopper} x", r"Nobody defines this sentence: .* Did you mean"),
        ("{shopper:Shopper} is a customer", "x", r"'x' lacks a blank: '\{shopper\}'"),
        ("{shopper:Shopper} is a customer", "{shopper} {place}", r"The sentence has no such blank: '\{place\}'"),
    ],
)
def test_a_phrasebook_that_fits_no_sentence_is_told_with_the_nearest(
    contexts: list[StepFunctionContext], tmp_path: Path, name: str, written: str, told: str
) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(f'language = "xx"\n[sentences]\n"{name}" = "{written}"', encoding="utf-8")

    with pytest.raises(InvalidPhrasebook, match=told):
        translate(contexts, {"xx": read_phrasebook(path)})
