"""Word of an order in an inbox: which letters are it, when they came, and whether one came again."""

from datetime import datetime, timedelta

import pytest

from journeys.errors import NotUnderstood
from journeys.topics import notifications

from .reading import NOW, Post, letter

DAY = "Sun, 29 Nov 2026 09:10:00 +0000"
LATER = "by mx.shoppers.example with ESMTP id 4711; Sun, 29 Nov 2026 09:40:00 +0000"
WORDS = "Guten Tag Linda,\n\nvielen Dank für Ihre Bestellung {}. Wir schreiben Ihnen, sobald sie unterwegs ist.\n"


def send(post: Post, number: str, text: str = "", html: str = "", subject: str = "Danke", **headers: str) -> None:
    to = f"{number}@shoppers.example"
    post.send(letter(text, html, subject, **{"Date": DAY, "To": to, **headers}).obj.as_bytes(), to)


def test_a_letter_that_names_the_order_is_word_of_it(post: Post) -> None:
    send(post, "W-20001", WORDS.format("W-20001"))

    visit = post.brings("W-20001")

    assert visit.value(notifications.CAME) == datetime.fromisoformat("2026-11-29T09:10:00+00:00")
    assert visit.last(notifications.WRITTEN_IN).value == "de"
    assert visit.last(notifications.FOUND).value == "1"


def test_a_letter_came_when_the_shoppers_server_says_so(post: Post) -> None:
    send(post, "W-20002", WORDS.format("W-20002"), Received=LATER)

    assert post.brings("W-20002").value(notifications.CAME) == datetime.fromisoformat("2026-11-29T09:40:00+00:00")


def test_what_the_page_says_counts_where_there_is_no_text(post: Post) -> None:
    send(post, "W-20003", html="<p>Merci pour votre commande <b>W-20003</b>. Nous vous écrirons dès son départ.</p>")

    assert post.brings("W-20003").last(notifications.WRITTEN_IN).value == "fr"


def test_the_same_letter_again_is_told_as_such_and_another_is_not(post: Post) -> None:
    send(post, "W-20004", WORDS.format("W-20004"))
    send(post, "W-20004", WORDS.format("W-20004"))
    send(post, "W-20004", "Ihre Bestellung W-20004 ist unterwegs und kommt morgen bei Ihnen an.")

    visit = post.brings("W-20004")

    assert (len(visit.of(notifications.CAME)), len(visit.of(notifications.CAME_AGAIN))) == (2, 1)


def test_what_goes_to_many_is_no_word_of_an_order(post: Post) -> None:
    send(post, "W-20005", "Rate your order W-20005 and win!", List_Unsubscribe="<https://news.example/u>")

    visit = post.brings("W-20005", patience="0 seconds")

    assert visit.last(notifications.FOUND).value == "0"


def test_a_longer_number_is_another_order(post: Post) -> None:
    send(post, "W-20006", WORDS.format("W-200061"))

    assert post.brings("W-20006", patience="0 seconds").last(notifications.FOUND).value == "0"


def test_a_letter_from_tomorrow_says_not_when_it_came(post: Post) -> None:
    tomorrow = (NOW + timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    send(post, "W-20007", WORDS.format("W-20007"), Date=tomorrow)

    with pytest.raises(NotUnderstood, match="does not say when"):
        post.brings("W-20007")


def test_an_order_that_is_named_by_no_number_may_be_the_one(post: Post) -> None:
    send(post, "W-20008", "Your order is on its way.", subject="Good news")

    with pytest.raises(NotUnderstood, match="names no number"):
        post.brings("W-20008", patience="0 seconds")
