"""Secrets that nobody announced are known by their kind; what only looks like one stays as it was said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeys.company.company_file import read_company
from journeys.records.ledger import Ledger, read, words
from journeys.records.run import Run, read_run
from journeys.tools.browsing import Browsing
from journeys.tools.redaction import Redactor
from journeys.tools.secret_fields import MASK
from journeys.tools.toolbox import Toolbox

from .test_ledger import RECORDS

JWT = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"

COOKIES = [
    ("Cookie: sid=s3cr1t-a; cart=b99", ["s3cr1t-a", "b99"]),
    ("cookie:theme=dark;PHPSESSID=298zf09hf012fh2", ["298zf09hf012fh2"]),
    ("Set-Cookie: __Host-id=zz81; Path=/; Secure; HttpOnly", ["zz81"]),
    ("GET / HTTP/1.1\r\nHost: shop.example\r\nCookie: a=q1w2; b=e3r4\r\n\r\nhello", ["q1w2", "e3r4"]),
    ('{"headers": {"cookie": "a=q1w2; b=\\"e3r4\\""}}', ["q1w2", "e3r4"]),
    ('{"headers": {"Set-Cookie": ["a=q1w2; Path=/", "b=e3r4"]}}', ["q1w2", "e3r4"]),
    ('{"cookies": [{"name": "sid", "value": "q1w2", "path": "/"}]}', ["q1w2"]),
    ('[{"name": "Cookie", "value": "a=q1w2"}]', ["q1w2"]),
    ('[{"value": "a=q1w2", "path": "/", "name": "set-cookie"}]', ["q1w2"]),
    ("{'Cookie': 'a=q1w2; b=e3r4', 'Accept': '*/*'}", ["q1w2", "e3r4"]),
    ("curl -H 'Cookie: a=q1w2; b=e3r4' https://shop.example/", ["q1w2", "e3r4"]),
    ("< set-cookie: a=q1w2; Max-Age=60", ["q1w2"]),
    ('document.cookie = "a=q1w2; path=/"', ["q1w2"]),
    ('[["Cookie", "a=q1w2"], ["Accept", "*/*"]]', ["q1w2"]),
]
AUTHORIZATIONS = [
    ("Authorization: Basic bGluZGE6dHVsaXA=", ["bGluZGE6dHVsaXA="]),
    ("Authorization: Token 9944b09199c62bcf", ["9944b09199c62bcf"]),
    ("Authorization: ApiKey abcdefg", ["abcdefg"]),
    ('Authorization: Digest username="linda", realm="x", response="6629fae4"', ["6629fae4", '"linda"']),
    ("Proxy-Authorization: Negotiate YIIJvwYGKwYBBQ", ["YIIJvwYGKwYBBQ"]),
    ("Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/2026, Signature=5d672d79", ["AKIDEXAMPLE", "5d672d79"]),
    ('{"authorization": "Hawk id=\\"dh37\\", mac=\\"6R4rV5\\""}', ["dh37", "6R4rV5"]),
    ('[{"name": "Authorization", "value": "Bearer abc"}]', ["abc"]),
    ('curl -H "Authorization: GenieKey eb243592" https://x.example', ["eb243592"]),
    ("X-Authorization: SSWS 00QCjAl4MlV", ["00QCjAl4MlV"]),
    ("the call with Authorization: Bearer abc.def failed", ["abc.def"]),
    ("authorization=Bearer%20abc123def", ["abc123def"]),
]
FIELDS = [
    ('{"apiKey": "AbC-123"}', ["AbC-123"]),
    ('{"access_token": "AbC123", "token_type": "bearer", "expires_in": 3600}', ["AbC123"]),
    ('{"pin": 4711, "amount": 99.00}', ["4711"]),
    ('{"user": {"newPassword": "tulip and rose", "plan": "M"}}', ["tulip", "rose"]),
    ('{"otp":"123456"}', ["123456"]),
    ('{"credentials": {"user": "qa7", "value": "tulip"}}', ["qa7", "tulip"]),
    ("grant_type=password&client_secret=a+b%2Fc&scope=all", ["a+b%2Fc"]),
    ("user%5Bpassword%5D=tulip&next=%2F", ["tulip"]),
    ("user[password]=tulip&commit=1", ["tulip"]),
    ("GET /callback?session_id=cs_test_a1b2&lang=en", ["cs_test_a1b2"]),
    ("https://maps.example/js?key=AIzaQ1&v=3", ["AIzaQ1"]),
    ("https://s3.example/f.pdf?X-Amz-Signature=5d672d79&X-Amz-Date=20261129", ["5d672d79"]),
    ("https://blob.example/f?sv=2024&sig=k3%2Fab%3D&se=2026", ["k3%2Fab%3D"]),
    ("X-Api-Key: 12ab34cd", ["12ab34cd"]),
    ("X-Hub-Signature-256: sha256=757107ea", ["757107ea"]),
    ("X-Auth-Token: gAAAAAB", ["gAAAAAB"]),
    ("Stripe-Signature: t=1492774577,v1=5257a869", ["5257a869"]),
    ("Ocp-Apim-Subscription-Key: 0af3", ["0af3"]),
    ("<login><password>tulip &amp; rose</password><plan>M</plan></login>", ["tulip", "rose"]),
    ("<ns:ApiKey xmlns:ns='u'><![CDATA[ab<12]]></ns:ApiKey>", ["ab<12"]),
    ('<user name="qa" password="tulip"/>', ["tulip"]),
    ('<input type="hidden" name="csrf_token" value="n0nce9">', ["n0nce9"]),
    ("<input value='n0nce9' name='authenticity_token' type=hidden>", ["n0nce9"]),
    ('<input type="password" id="x" value="tulip">', ["tulip"]),
    ('<meta name="csrf-token" content="n0nce9">', ["n0nce9"]),
    ('<Parameter name="SessionToken" value="n0nce9"/>', ["n0nce9"]),
    ("password: correct horse battery staple", ["horse", "staple"]),
    ("PIN: 4711", ["4711"]),
    ("API_KEY = 'ab12cd'", ["ab12cd"]),
    ("export DB_PASSWORD=tulip", ["tulip"]),
    ('"passphrase" => "tulip"', ["tulip"]),
    ("shop --password tulip --plan M", ["tulip"]),
    ("JSESSIONID=0AAB6C8D; ok", ["0AAB6C8D"]),
    ('Content-Disposition: form-data; name="password"\r\n\r\ntulip rose\r\n--b--', ["tulip", "rose"]),
    ('{"body": "{\\"password\\": \\"tulip\\"}"}', ["tulip"]),
    ('{"postData": {"text": "user=qa&password=tulip"}}', ["tulip"]),
    ('{"list": [{"key": "secret_key", "value": "n0nce9"}]}', ["n0nce9"]),
    ("q=%7B%22password%22%3A%22tulip%22%7D", ["tulip"]),
    ("&quot;password&quot;: &quot;tulip&quot;", ["tulip"]),
    ('{"localStorage": [{"name": "whatever", "value": "n0nce9"}]}', ["n0nce9"]),
    ('{"cvv": "123", "card": "Visa"}', ["123"]),
    ('{"password": "tulip and ro', ["tulip", "ro"]),  # cut short
    ("Your temporary password is Tulip-77.", ["Tulip-77"]),
    ("Ihr Kennwort lautet Tulpe77", ["Tulpe77"]),
    ("mot de passe : tulipe77", ["tulipe77"]),
    ("كلمة المرور: tulip77", ["tulip77"]),
    ("Zugangscode: tulip", ["tulip"]),
    ("curl -u admin:tulip http://x.example", ["tulip"]),
    ("credentials: t4u7l1i0p", ["t4u7l1i0p"]),
    ("code_verifier=tulip", ["tulip"]),
    ("the state was password%22%3A%22tulip%22", ["tulip"]),
    ('{"contraseña": "tulip", "Passwort": "rose", "mot_de_passe": "lys"}', ["tulip", "rose", "lys"]),
]
BARE = [
    ("https://linda:tulip@shop.example/x", ["linda", "tulip"]),
    ("postgresql+psycopg://qa:p%40ss@db.example/pool", ["qa:", "p%40ss"]),
    ("https://ghp0token@git.example/x.git", ["ghp0token"]),
    ("imaps://qa@acme.example:pa:ss@mail.example", ["pa:ss"]),
    (f"your link: https://x.example/in/{JWT}", [JWT, JWT[:30]]),
    (f"id {JWT}.", [JWT]),
    ("she sent bearer mF_9.B5f-4.1JqM", ["mF_9.B5f-4.1JqM"]),
    ("WWW: Basic bGluZGE6dHVsaXA= was used", ["bGluZGE6dHVsaXA="]),
    ("key sk_live_4eC39HqLyjWDarjtT1zdp7dc leaked", ["sk_live_4eC39HqLyjWDarjtT1zdp7dc"]),
    ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", ["ghp_16C7e42F292c6912E7710c838347Ae178B4a"]),
    ("AKIAIOSFODNN7EXAMPLE", ["AKIAIOSFODNN7EXAMPLE"]),
    ("-----BEGIN PRIVATE KEY-----\nMIIEvQ\nIBADAN\n-----END PRIVATE KEY-----", ["MIIEvQ", "IBADAN"]),
]
CARDS = [
    ("paid with 4111 1111 1111 1111.", ["4111 1111", "1111"]),
    ("4012888888881881", ["4012888888881881"]),
    ("card 5555-5555-5555-4444 ok", ["5555-5555"]),
    ("2223003122003222", ["2223003122003222"]),
    ("378282246310005", ["378282246310005"]),
    ("3782 822463 10005", ["822463"]),
    ("6011111111111117", ["6011111111111117"]),
    ("3530111333300000", ["3530111333300000"]),
    ("30569309025904", ["30569309025904"]),
    ('{"number": 4242424242424242}', ["4242424242424242"]),
    ("4242\u00a04242\u00a04242\u00a04242", ["4242\u00a04242"]),
]
PEOPLE = [
    ("Dear Mr Ono, we wrote to kenji.ono@mail.example", ["kenji.ono", "mail.example"]),
    ("mailto:kenji.ono%40mail.example", ["kenji.ono"]),
    ("<kenji@mail.example>", ["kenji@"]),
    ("kenji+offer@sub.mail.example has it", ["kenji+offer"]),
    ("jürgen@müller.example", ["jürgen"]),
    ("call him at +1 202 555 0123", ["555 0123"]),
    ("call him at +12025550123", ["2025550123"]),
    ("tel:+81-3-1234-5678", ["1234-5678"]),
    ("(202) 555-0123", ["555-0123"]),
    ("202-555-0123", ["555-0123"]),
    ("+44 20 7946 0958", ["7946"]),
    ("202.555.0123", ["555.0123"]),
    ('{"customer": {"email": "kenji.ono@mail.example"}}', ["kenji.ono"]),
]


@pytest.mark.parametrize(("text", "gone"), [*COOKIES, *AUTHORIZATIONS, *FIELDS, *BARE, *CARDS, *PEOPLE])
def test_what_is_secret_by_its_kind_is_masked_although_nobody_announced_it(text: str, gone: list[str]) -> None:
    cleaned = Redactor().clean(text)

    assert [one for one in gone if one in cleaned] == []
    assert MASK in cleaned
    assert Redactor().clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "text", [text for text, _ in [*COOKIES, *AUTHORIZATIONS, *FIELDS, *CARDS, *PEOPLE] if text[0] in "[{"]
)
def test_json_stays_json(text: str) -> None:
    try:
        json.loads(text)
    except json.JSONDecodeError:
        return
    json.loads(Redactor().clean(text))


@pytest.mark.parametrize(
    "text",
    [
        "A token of our thanks, no password needed.",
        "Cookies: we bake them every morning.",
        "Our secret shopper was here; the session lasts 30 minutes.",
        "Your PIN is needed at the store. No PIN code? Ask us.",
        "Key features: free phone upgrade, $0.00 until 31 December 2026.",
        "The bearer of this voucher pays $130.00. Basic plan: 20 GB.",
        '{"offer": "upgrade", "code": "KM-7-2026", "price": 99.00, "token_type": "bearer", "monkey": "see"}',
        '{"keyboard": "qwerty", "author": "Linda", "sessions": 3, "passenger": "Maya", "pinned": true}',
        '{"attributes": [{"key": "colour", "value": "red"}, {"name": "price", "value": "99.00"}]}',
        "<price currency='USD'>99.00</price><token-count>3</token-count>",
        '<input name="email_kind" value="home"><meta name="description" content="free upgrade">',
        "Order 20261129000123, case K-4711, tracking 1Z999AA10123456784.",
        "1764446551000 and 1764446551000123 are points in time; 4111111111111112 is no card.",
        "Mon, 03 May 2026 09:00:00 +0000, 2026-05-03T09:00:00+00:00, 10:00-12:30",
        "Message-ID: <177.4321.90817236@kestrel.example>",
        "promised by email <177780960012.4321.9081723645@kestrel.example> on 3 May",
        "From: Kestrel Mobile <offers@kestrel.example>, reply to no-reply@kestrel.example",
        "Call us free: 1-800-555-0199 or +1 800 555 0199.",
        "https://shop.example/@kestrel/phones?sort=price&page=2#pin",
        "http://127.0.0.1:8771/offers/upgrade?line=Maya",
        "password reset, sign in, session expired, authorization required",
        "max_tokens=4096&sort_key_count=2&cookie_policy=accepted",
        "The password must have 8 characters: letters and digits.",
        "10 for 10, 2026-11-29 20:27:08, 192.168.100.200, 1.234.567,89 EUR",
    ],
)
def test_what_only_looks_like_a_secret_stays(text: str) -> None:
    assert Redactor().clean(text) == text


@pytest.mark.parametrize(
    "hostile", ['{"' * 20_000, "[" * 50_000, "password=" * 5_000, "a." * 50_000 + "@", "eyJ" * 30_000]
)
@pytest.mark.timeout(10)
def test_text_that_was_made_to_take_long_does_not(hostile: str) -> None:
    Redactor().clean(hostile)


# Structure is never masked


WORDS = [
    *("email", "price", "web", "website", "phone", "kept", "offer", "e", "1", "-", "call centre", "agent", "Linda"),
    *("upgrade", "accepted", "known", "USD", "99.00", "2026", "0.00 USD", "scenario", "features", "passed", "Maya"),
    *("T", "00", "store", "PT", "PT0S", ":", "R1", "true", "null", "value", "term", "outcome", "BROKEN", "frontstage"),
]


@pytest.mark.parametrize("secret", WORDS)
def test_a_ledger_can_be_read_and_says_the_same_whatever_is_secret(secret: str, tmp_path: Path) -> None:
    redactor = Redactor(words() | {"website", "call centre"})
    redactor.learn_for_good([secret])
    plain, masked = Ledger(tmp_path / "ledger.jsonl"), Ledger(tmp_path / "masked" / "ledger.jsonl", redactor.clean)
    masked.path.parent.mkdir()
    for record in RECORDS:
        plain.append(record)
        masked.append(record)

    before, after = read_run(tmp_path), read_run(masked.path.parent)

    assert matrix_of(after) == matrix_of(before)
    assert [one.kind for one in read(masked.path)] == [one.kind for one in read(plain.path)]


def matrix_of(run: Run) -> list[object]:
    """Tell what reports are made of: who was where, what for, what was seen, what came of it."""
    told: list[object] = [run.outcome, run.touchpoints, run.started]
    for one in run.scenarios:
        told += [one.started.scenario, one.started.file, one.outcome, *((step.status, step.line) for step in one.steps)]
        told += [
            (promise.name and promise.terms, promise.valid_through, promise.honoured_at) for promise in one.promises
        ]
        for visit in one.visits:
            told += [visit.touchpoint, visit.channel, visit.purpose, visit.promise, visit.started, visit.waited]
            told += [(seen.term, seen.value) for seen in visit.observations]
        for verdict in one.verdicts:
            told += [(verdict.promise, found.touchpoint, found.outcome, found.term) for found in verdict.findings]
    return told


def test_a_secret_that_is_a_word_of_reports_is_not_masked_and_named_without_being_told(tmp_path: Path) -> None:
    file = tmp_path / "company.toml"
    file.write_text(
        'name = "Wild"\ncurrency = "USD"\nhosts = ["127.0.0.1"]\n[touchpoints.website]\nchannel = "web"\n'
        'driver = "a:B"\naddress = "http://127.0.0.1/"\nusername = "agent"\npassword = "email"\n',
        encoding="utf-8",
    )

    tools = Toolbox.for_company(read_company(file), Browsing(lambda: pytest.fail("nobody browses")))

    assert tools.redactor.clean("an email from the website") == "an email from the website"
    assert "touchpoints.website.password" in (tools.unmasked() or "")
