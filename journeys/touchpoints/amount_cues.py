"""Words beside an amount that tell what it is: the price before, a saving, by the month, each, a part or the whole."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

__all__ = ["AFTER", "BEFORE", "FREE", "OR", "RANGE", "SPAN", "TIMES_AFTER", "TIMES_BEFORE", "Role"]


class Role(StrEnum):
    """What an amount in a text is."""

    NOW = "the price now"
    REGULAR = "the price before or elsewhere"
    TOTAL = "the whole to pay"
    SUM_OF_PAYMENTS = "what so many payments come to"
    PER_PERIOD = "by the month, week or year"
    EACH = "for one of several"
    FROM = "a bound, or about so much"
    PART = "a part of the whole, or what something else costs"
    ADDED = "to be added to the price"
    SAVING = "what is saved"


_FILLERS: Final = r"[^\w\d]*(?:[^\W\d]+[^\w\d]+){0,3}$"
_CLOSE: Final = r"[^\w\d]*(?:[^\W\d]+[^\w\d]+){0,1}$"


def _any(*cues: str) -> str:
    return "(?<!\\w)(?:" + "|".join(cues) + ")"


def _before(*cues: str, fillers: str = _FILLERS) -> re.Pattern[str]:
    return re.compile(_any(*cues) + r"(?!\w)" + fillers, re.IGNORECASE)


def _after(*cues: str) -> re.Pattern[str]:
    return re.compile(r"[\s(,:–—-]{0,3}(?:" + "|".join(cues) + r")(?!\w)", re.IGNORECASE)


_PERIOD: Final = (
    r"months?|mths?|mo|years?|yrs?|yr|weeks?|wks?|wk|days?|quarter|Monate?|Jahre?|Woche|Tag|mois|an|année|semaine|mes|año|mese|anno"
    r"|månad|mån|måned|mnd|md|år|maand|jaar|měsíc|měs|miesiąc|mies|rok|hó|hónap|kuukausi|kk|vuosi"
)

BEFORE: Final = (
    (
        Role.REGULAR,
        _before(
            r"(?:total|price|sum) before (?:the )?discount",
            r"(?:was|were|formerly|previously|originally|normally|usually|ordinarily|regular(?:ly)?|reg\.?|usual|normal|original|old)",
            r"instead of|rather than|(?:list|full|retail|standard|catalogue|recommended|non-member) price|r\.?r\.?p\.?|m\.?s\.?r\.?p\.?",
            r"compare(?:d)? (?:at|to|with)|down from|reduced from|dropped from|cut from|worth|valued? at|a value of",
            r"statt|anstatt|anstelle von|bisher(?:iger)?|vorher|früher|zuvor|regulär(?:er)?|normalerweise|normalpreis|listenpreis|alter preis"
            r"|uvp|ursprünglich",
            r"au lieu de|prix (?:normal|barré|habituel|conseillé|public|initial|d'origine)|avant|ancien prix|valeur",
            r"en lugar de|en vez de|antes|precio (?:normal|habitual|anterior)|invece di|anziché|prezzo (?:di listino|pieno)|em vez de|de antes",
            r"ord(?:inarie)?\.?(?: pris)?|i stället för|istället för|tidigare|førpris|før|veil\.?|normaltpris|i stedet for",
            r"in plaats van|van|adviesprijs|zamiast|cena regularna|přeškrtnuto|místo|původně|běžná cena|helyett|norm\.",
        ),
    ),
    (
        Role.SAVING,
        _before(
            r"(?:you )?sav(?:e|es|ed|ing|ings)",
            r"discount",
            r"rebate",
            r"minus|less",
            r"(?:sie )?spar(?:en|e|st)"
            r"|ersparnis|rabatt|nachlass",
            r"économi\w+|remise|réduction",
            r"ahorr\w+|descuento|sconto|risparmi\w*"
            r"|desconto|korting|bespaar|spar|du sparar|oszczędz\w+|rabat|sleva|ušetř\w+",
        ),
    ),
    (
        Role.TOTAL,
        _before(
            r"(?<!sub)(?:grand |order )?total(?:t|e)?",
            r"altogether|in all|all in all|all together",
            r"(?:that |it |this |which )?comes to|amount due|amount payable|(?:you|to) pay in all|balance due|total due|to be paid",
            r"gesamt(?:summe|betrag|preis)?|endbetrag|endsumme|insgesamt|summe|zu zahlen(?:der betrag)?|rechnungsbetrag",
            r"(?:au |prix )?total(?: ttc)?|montant (?:total|dû)|net à payer|à payer|ttc",
            r"importe total|total a pagar|totale|da pagare|summa|att betala|sammanlagt|i alt|å betale|totaal|te betalen"
            r"|razem|do zapłaty|celkem|k úhradě|összesen|fizetendő|yhteensä",
        ),
    ),
    (
        Role.PART,
        _before(
            r"sub-?total",
            r"(?:shipping|delivery|postage|handling|packing|tax(?:es)?|vat|gst|fees?|deposit|surcharge|tip"
            r"|insurance|installation|activation)(?: (?:is|fee|charge|of|costs?))?",
            r"orders? (?:over|above|of|from)|over|above|more than|at least|min(?:imum)?\.?|spend|purchases? of",
            r"incl(?:uding|udes|\.)?|of which|inkl\.?|davon|darin|enthält|enthalten(?:e)?",
            r"zwischensumme|versand(?:kosten)?|mwst\.?|ust\.?|steuer|gebühr|pfand|anzahlung|ab einem bestellwert von|über",
            r"sous-total|livraison|frais(?: de port)?|dont|tva|acompte|plus de|envío|iva|spedizione|portes"
            r"|varav|frakt|moms|delsumma|herav|mva|verzending|btw|subtotaal|wysyłka|vat|dph|doprava|áfa",
            fillers=_CLOSE,
        ),
    ),
    (
        Role.ADDED,
        _before(
            r"plus|\+|and another|zuzüglich|zzgl\.?|exkl\.?|excl(?:uding|\.)?|en sus|en plus|más|più|mais",
            fillers=_CLOSE,
        ),
    ),
    (
        Role.EACH,
        _before(r"je|each|à|per (?:piece|item|unit)|unit price|stückpreis|prix unitaire", fillers=r"[^\w\d]*$"),
    ),
    (
        Role.PER_PERIOD,
        _before(
            rf"monthly|yearly|weekly|annual(?:ly)?|(?:per|a|each|every|pro|par|al|por) (?:{_PERIOD})"
            r"|monatlich(?:e)?|jährlich|mensuel(?:le)?s?|mensual(?:es)?",
            fillers=_CLOSE,
        ),
    ),
    (
        Role.FROM,
        _before(
            r"from|start(?:s|ing)? (?:at|from)|as (?:low|little) as|between|up to|at most|below|under|no more than|less than"
            r"|about|around|approx(?:imately|\.)?|roughly|circa|ca\.?|some|nearly|almost",
            r"ab|bis(?: zu)?|schon ab|etwa|rund|zwischen|höchstens|knapp",
            r"à partir de|dès|jusqu'à|environ|entre|desde|hasta|a partire da|da|fino a|a partir de|cerca de",
            r"från|fra|op til|upp till|omkring|vanaf|tot|od|do|około|około|asi|alkaen",
            fillers=_CLOSE,
        ),
    ),
)
"""What may stand before an amount, the more telling first."""

AFTER: Final = (
    (
        Role.PER_PERIOD,
        _after(
            rf"(?:/|per|a|an|each|every|pro|je|im|par|al|por|i|om|na|p\.)\s?(?:{_PERIOD})",
            r"monthly|yearly|weekly|annually|mtl\.?|monatlich|jährlich|mensuels?|par mensualité|mensuales?|p\.?m\.|p\.?a\.",
        ),
    ),
    (
        Role.EACH,
        _after(
            r"each|apiece|a piece|/ ?(?:pc|pcs|piece|unit|item|kg|st(?:ü|u)?c?k?|pièce|line|person|user)\.?|per (?!month|year|week|day)\w+",
            r"pro (?!monat|jahr|woche|tag)\w+|(?:la |l'|par )(?:pièce|unité|personne)|por (?:unidad|persona)|cada uno|al pezzo|styck|/st|st\."
            r"|per stuk|za sztukę|za kus|kpl",
        ),
    ),
    (
        Role.SAVING,
        _after(
            r"off|less|cheaper|discount|savings?|rabatt|nachlass|gespart|günstiger|ersparnis|de (?:réduction|remise)|d'économie|de descuento"
            r"|di sconto|korting|rabat|i rabatt|billigare|sleva|taniej"
        ),
    ),
    (
        Role.TOTAL,
        _after(
            r"in total|(?<!sub)total|altogether|in all|all in|all told|insgesamt|gesamt|au total|en total|in totale|totalt|i alt"
            r"|in totaal|razem|łącznie|celkem|összesen|yhteensä"
        ),
    ),
    (
        Role.REGULAR,
        _after(
            r"regular(?:ly)?(?: price)?|list price|full price|rrp|msrp|value|before|normally|usually|without the offer",
            r"uvp|regulär|listenpreis|vorher|ohne angebot|prix (?:normal|conseillé)|ord(?:inarie)?\.? pris",
        ),
    ),
    (
        Role.PART,
        _after(
            r"shipping|delivery|postage|handling|(?:sales )?tax|vat|fee|deposit|surcharge|versand(?:kosten)?|mwst\.?|gebühr|de (?:frais|tva)"
            r"|frakt|moms|upfront|up front|down"
        ),
    ),
    (Role.FROM, _after(r"and (?:up|more|above)|or (?:more|less|so)|\+|upwards|und mehr|et plus")),
)
"""What may stand behind an amount."""

OR: Final = re.compile(r"(?<!\w)(?:or|oder|ou|eller|o|oppure|of|lub|nebo|vagy|tai)(?!\w)", re.IGNORECASE)
RANGE: Final = re.compile(r"\s*(?:-|–|—|to|bis|and|à|a|till|til|tot|do)\s*", re.IGNORECASE)
_UNITS: Final = rf"(?:{_PERIOD}|times|payments?|instal+ments?|mal|Raten|Monatsraten|fois|mensualités|cuotas|plazos|rate|ganger|gånger)"
TIMES_AFTER: Final = re.compile(
    rf"(?:(?:for|over|during|pendant|sur|für|über|während|durante|i|[x×*])\s*)(?P<count>\d{{1,3}})\s*(?P<unit>{_UNITS})?(?!\w)",
    re.I,
)
TIMES_BEFORE: Final = re.compile(
    rf"(?P<count>\d{{1,3}})\s*(?:[x×*]|(?:[\w-]+\s+){{0,3}}?(?P<unit>{_UNITS})\s*(?:of|at|à|a|de|von|zu|per|@|på)?)\s*(?:only|just|nur)?\s*$",
    re.I,
)
SPAN: Final = re.compile(r"(?:year|yr|jahr|an(?!n\w)|année|año|anno|år|jaar|rok|vuosi)", re.IGNORECASE)
FREE: Final = re.compile(
    r"^\W*(?:absolutely |completely |totally )?(?:free|gratis|kostenlos|kostenfrei|umsonst|gratuite?|offerte?|gratuit[oa]|ilmainen"
    r"|za darmo|bezpłatn\w+|zdarma|ingyenes|no charge|nothing|complimentary|مجان\w*|無料|免费|бесплатно)"
    r"(?=\W*$|\s*[^\w\s]|\s+(?:of charge|today|now|instead|for you|to you|with|for|until|when|statt|au lieu|als|bis|i stället)\b)",
    re.IGNORECASE,
)
"""What is free, where the word stands alone behind a price's label."""
