"""What a caller says to a company's phone line, and what the caller listens for, as a touchpoint's options."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict

from journeys.company.toml_file import read_section
from journeys.promises.shopper import Fact
from journeys.touchpoints.twiml_menu_options import Limits

__all__ = ["Hears", "Phrases", "Says", "Template", "Writes", "read_phrases"]

_BLANKS: Final = {
    "before",
    "offer",
    "code",
    "line",
    "price",
    "channel",
    "words",
    "known",
    "quantity",
    "customer",
    "number",
    "case",
}


def _template(text: str) -> str:
    try:
        text.format_map(dict.fromkeys(_BLANKS, ""))
    except KeyError as error:
        message = (
            f"{text!r} has a blank that nothing stands for, {error.args[0]!r}; valid: {', '.join(sorted(_BLANKS))}"
        )
        raise ValueError(message) from error
    except (ValueError, IndexError) as error:
        message = f"{text!r} cannot be filled in: {error}"
        raise ValueError(message) from error
    return text


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        message = f"{text!r} is no regular expression: {error}"
        raise ValueError(message) from error
    return text


def _pattern_with_group(text: str) -> str:
    if not re.compile(_pattern(text)).groups:
        message = f"{text!r} has no group around the value; write (…)"
        raise ValueError(message)
    return text


def _menu_reply(text: str) -> str:
    if not _template(text).strip():
        raise ValueError("there is nothing to press or say in reply; write keys such as '2' or '{number}#', or words")
    return text


Template = Annotated[str, AfterValidator(_template)]
MenuReply = Annotated[str, AfterValidator(_menu_reply)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Catching = Annotated[str, AfterValidator(_pattern_with_group)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Says(_Section):
    """The caller's words; ``{offer}``, ``{price}`` and the like stand for what the shopper knows."""

    opening: Template = "{before}I am calling about your offer, {offer}.{code}{line} How much will it be?"
    on_behalf: Template = "I am calling for {customer}. The number of the account is {number}."
    before: Template = "I have been in touch about this before. "
    code: Template = " The code is {code}."
    line: Template = " It is for {line}'s line."
    offers: Template = "Do you have any offers for me?"
    product: Template = "What is the price of the {words}?"
    stock: Template = "How many of the {words} do you have in stock?"
    ready: Template = "Is my order {words} ready for pickup?"
    buy: Template = "I would like to buy {quantity} of the {words}, please. How much will that be?"
    give_back: Template = "I would like to return my order, {words}."
    cancel: Template = "I would like to cancel my order, {words}."
    accept: Template = "Yes, please go ahead."
    object: Template = "But that is not what I was promised. I was promised {price}."
    transfer: Template = "Could you please transfer me to a colleague who handles upgrades?"
    note: Template = "Please write a note on my account: {words}"
    find_note: Template = "There is a note on my account about this. Can you find it?"
    open_case: Template = "Please open a case for me: {words}"
    ask_case: Template = "I have a case with you.{case} Can you see it?"
    case_number: Template = " The number is {words}."
    complain: Template = "I want to make a complaint. {words}"
    stop_promotions: Template = "Please stop sending promotional messages to {line}."
    start_promotions: Template = "Please start sending promotional messages to {line} again."
    move_promotions: Template = "Please stop sending promotional messages to {line}, send them to me instead."
    prefer: Template = "Please write to me {words} from now on."
    preference: Template = "How do you write to me, by email or by text, and in which language?"
    which_line: Template = "It is for {line}'s line."
    which_offer: Template = "You promised me {offer} for {price} by {channel}."
    history: Template = "I was promised {offer} for {price} and was told otherwise."
    known: Template = "It is {known}."
    unknown: Template = "I do not have that at hand, sorry."
    confirm: Template = "It is about {offer}, as you told me by {channel}."
    wait: Template = "All right, I am on the line."
    goodbye: Template = "No, thank you, that is all. Goodbye."


class Writes(Says):
    """The same for whoever writes."""

    opening: Template = "{before}It is about your offer, {offer}.{code}{line} How much will it be?"


class Hears(_Section):
    """How the agents of a company say things: regular expressions, searched for in each sentence, in any case.

    Attributes:
        price: Where they name a price; as people do in the languages that are read, if empty.
        code: Its group is how the company refers to an offer; upper and lower case count. What is not called a code, an
            offer or the like counts in a list of offers only.
        valid_through: Its group is until when an offer holds; as people say it in the languages that are read, if
            empty.
        order: Its group is the number of an order that was taken.
        case: Its group is the number of a case or complaint that was taken up.
        case_known: How they say that they see a case.
        case_about: What its groups hold is what they say a case is about.
        quantity: Its group is how many of a product were sold.
        limited: Its group is where an offer holds, if not everywhere.
    """

    price: Pattern = ""
    fee: Pattern = r"handling fee|surcharge"
    code: Catching = r"\b([A-Z]{3}-[A-Z0-9]{4,})\b"
    order: Catching = r"\border number is (\S+?)(?=[.,;]?(?:\s|$))"
    case: Catching = r"\b(C-\d+)\b"
    quantity: Catching = r"\b(\d+) (?:of the|×|x) "
    limited: Catching = r"\b(only (?:online|in the app|by phone|in chat|in our stores|by text|on social media).*)"
    valid_through: Catching = ""
    note_written: Pattern = r"have written a note"
    note_found: Pattern = r"can see the note"
    case_known: Pattern = (
        r"(?<!not )(?<!n't )\b(?:see|found|have) (?:the|your|that|this) case\b(?! (?:number|no\b|id\b|reference))"
    )
    case_about: Catching = (
        r"[“\"«„]([^”\"»“]+)[”\"»“]|(?:\bis|['’]s|\bcase) about (?![^.!?]*[“\"«„])(.+?)(?=[.!?](?:\s|$)|$)"
    )
    which_line: Pattern = r"which line"
    which_offer: Pattern = r"which offer"
    history: Pattern = r"what has happened"

    def search(self, name: str, words: str) -> re.Match[str] | None:
        """Look for one of the expressions, by its name."""
        return re.search(getattr(self, name), words, re.NOFLAG if name == "code" else re.IGNORECASE)

    def numbers(self, words: str) -> list[str]:
        """List the numbers of cases that some words name."""
        return [found[1] for found in re.finditer(self.case, words, re.IGNORECASE)]

    def about(self, words: str) -> str:
        """Give what some words say that a case is about; empty if nothing."""
        found = self.search("case_about", words)
        return next(filter(None, found.groups()), "").strip() if found else ""

    def finder(self, name: str) -> Callable[[str], re.Match[str] | None] | None:
        """Return what looks for one of the expressions, or None if it is empty."""
        return (lambda words: self.search(name, words)) if getattr(self, name) else None

    def question(self, words: str) -> Fact | None:
        """Tell which fact the agent asks for, if for any."""
        asked = {Fact.LINE: "which_line", Fact.OFFER: "which_offer", Fact.HISTORY: "history"}
        return next((fact for fact, name in asked.items() if self.search(name, words)), None)


class Phrases(_Section):
    """A phone line's options.

    Attributes:
        menu: What a menu says, as a regular expression, with the reply: keys to press (`"2"`, `"{number}#"`), else
            words to say. What is not here goes by what the menu says itself.
        limits: How much of its menus a caller bears: `turns` (20), how often the same is heard `again` (3), how `long`
            it takes and how far it is `off` what `menu` expects, minor and major.
        number: The number that is called.
    """

    says: Says = Says()
    hears: Hears = Hears()
    menu: dict[Pattern, MenuReply] = {}
    limits: Limits = Limits()
    number: str = "+18005550199"


def read_phrases(options: Mapping[str, Any]) -> Phrases:
    """Read and check the options of a phone line.

    Raises:
        InvalidCompany: With the key, the nearest right one and the valid ones.
    """
    return read_section(options, Phrases, "options")
