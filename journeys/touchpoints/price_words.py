"""Words around an amount that say what it is: of today or not, a saving, a fee, a part paid month by month."""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ADDED",
    "AND_THEN",
    "CLAUSE",
    "CONCLUDING",
    "EACH",
    "FEE_BEFORE",
    "FEE_BEHIND",
    "FREE_BESIDES",
    "HARDLY_A_WORD",
    "INCLUDED",
    "ONCE",
    "ONCE_BEHIND",
    "PARTS",
    "PARTS_BEFORE",
    "ROUGH",
    "SAVING",
    "SAVING_BEHIND",
    "SPENT",
    "TO",
    "TOTAL",
    "UNTAXED",
    "WAS",
]


def _said(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


CLAUSE: Final = _said(
    r";\s",
    r":\s(?![$€£]|\d|[A-Z]{3}\s?\d)",
    r",\s(?!\d{3})",
    r"\s[–—-]\s",
    r"\b(?=(?:but|now|however|today|aber|jetzt|nun|heute|sondern|mais|maintenant)\b)",
)
ONCE: Final = _said(
    r"\b(?:usual\w*|normal\w*|regular\w*|original\w*|list price|retail price|rrp|instead of|rather than|used to \w+|"
    r"(?:down|reduced|up|changed) from|compared (?:to|with)|worth|value of|promised|were (?:told|quoted)"
    r"|next (?:month|year|week)|"
    r"tomorrow|later|after that|afterwards|thereafter|from (?:january|february|march|april|may|june|july|august"
    r"|september|"
    r"october|november|december) on|starting (?:next|in)|last (?:week|month|year)|yesterday|previous\w*"
    r"|formerly|before|"
    r"sonst|normalerweise|üblich\w*|regulär\w*|statt|bisher|vorher|früher|später|morgen|danach|ab nächste\w*|"
    r"au lieu de|d'habitude|habituellement|normalement|avant|auparavant|dès le mois prochain|ensuite|بدلا من"
    r"|عادة|سابقا|قبل)\b"
)
WAS: Final = _said(r"\b(?:was|were|had been|war|waren|kostete|était|coûtait|كان)(?:\s[\w’']+){0,2}\s*$")
ONCE_BEHIND: Final = _said(
    r"^[\s,]*(?:(?:was|is|as)\s)?(?:the\s|our\s|a\s)?(?:last (?:week|month|year)|yesterday|before\b(?! (?:tax"
    r"|vat))|previously|formerly|"
    r"usually|normally|regular price|list price|next (?:month|week|year)|tomorrow|after that|afterwards|thereafter|"
    r"from next|letzte\w*|sonst|früher|nächste\w*|auparavant|la semaine dernière|le mois (?:dernier|prochain))"
)
SAVING: Final = _said(
    r"\b(?:sav(?:e|es|ed|ing|ings)|discount|reduced by|off by|rabatt|nachlass|spar\w+|remise|économis\w+|credit"
    r"|refund|cash ?back|balance|bill|invoice|limit|payment|not|not be|"
    r"voucher|deducted?|less|minus|abzüglich|moins|deposit|توفير|خصم)"
    r"(?:\s(?:you|of|is|will|would|be|von|de|another|up to|Sie|ist|about))*\s*$"
)
SAVING_BEHIND: Final = _said(
    r"^\s*(?:off|discount|less|cheaper|cash ?back|credit|refund|saving|rabatt|nachlass|günstiger|weniger"
    r"|de (?:remise|réduction|moins)|خصم)\b"
)
_FEE: Final = (
    r"(?:fees?|surcharge|shipping|delivery|postage|handling|activation|set-?up|admin\w*|service charge"
    r"|booking charge|"
    r"gebühr|zuschlag|versand\w*|bearbeitung\w*|frais|supplément|livraison|رسوم)"
)
FEE_BEHIND: Final = _said(
    rf"^\s*(?!incl|inkl|einschl|with\b|mit\b|avec\b|compris)(?:for\s|in\s|für\s|de\s)?(?:[\w’'-]+\s){{0,2}}?\w*{_FEE}\b"
)
FEE_BEFORE: Final = _said(rf"{_FEE}(?:\s(?:of|is|costs|are|charge|von|beträgt|ist|de|kostet|for|by|phone))*:?\s*$")
FREE_BESIDES: Final = _said(r"\b(?:shipping|delivery|returns?|case|gift|charger|sim|versand|livraison)\b[^.]{0,15}$")
ADDED: Final = _said(
    r"\b(?:plus|and|in addition|additional|extra|on top|another|zuzüglich|und|et|en plus|zzgl)\b\W*(?:\w+\W*){0,3}$"
)
INCLUDED: Final = _said(
    r"\b(?:includ\w+|incl\b|with|of which|inklusive|inkl\b|einschließlich|mit|dont|y compris|comprend\w*)"
)
ROUGH: Final = _said(
    r"\b(?:from|starting at|starts at|as low as|at least|"
    r"(?<!went )(?<!gone )(?<!goes )up to|between|about|around|approximately|roughly|some"
    r"|or so|minimum of|"
    r"ab|etwa|ungefähr|circa|rund|bis zu|zwischen|à partir de|environ|entre|jusqu'à|ابتداء من|حوالي)\s*(?:only\s)?$"
)
TO: Final = _said(r"^\s*(?:to|and|or|bis|und|à|et|–|-)\s*$")
HARDLY_A_WORD: Final = _said(
    r"\W*(?:(?:only|just|please|today|now|so|yes|ok(?:ay)?|sir|madam|then|bitte|nur|also|heute|alors"
    r"|seulement|s[’']il vous plaît|s[’']il te plaît|من فضلك|لو سمحت)\b\W*){0,3}"
)
TOTAL: Final = _said(
    r"\b(?:(?:in )?total|altogether|all in all|in all|sum|insgesamt|zusammen|gesamt\w*|summe|en tout|au total|المجموع"
    r"|الإجمالي)\b"
)
SPENT: Final = _said(
    r"\b(?:if|when|once|provided) you(?:'ve| have)? spen[dt]\b",
    r"\b(?:orders?|purchases?|baskets?) (?:over|above|of at least)\b",
    r"\bab einem \w*(?:wert|umsatz)\b|\bMindest\w*wert\b|\b(?:à partir de|dès) [^.]{1,15} d'achats?\b",
)
"""It holds only for who buys more."""
CONCLUDING: Final = _said(
    r"\b(?:so|therefore|which (?:makes|leaves|is)|making|leaving|that leaves|bring(?:s|ing)|macht|somit|also|donc"
    r"|ce qui fait|إذن|but|aber|mais|لكن|ولكن)\b[^.]{0,20}$"
)
"""What an amount behind it is, is what the ones before come to."""
UNTAXED: Final = _said(
    r"\b(?:plus|excluding|excl\.?|before|without|zuzüglich|zzgl\.?|ohne|hors|plus les)\s(?:\w+\s)?(?:tax\w*|vat"
    r"|gst|mwst|mehrwertsteuer|"
    r"steuern?|tva|taxes|shipping|delivery|postage|versand\w*|fees)\b(?!\s?(?:of|is|\W?\d|[$€£]))"
)
_UNIT: Final = r"(?P<unit>day|week|month|mo|year|tag|woche|monat|jahr|jour|semaine|mois|an|شهر\w*|أسبوع|سنة)"
EACH: Final = _said(
    rf"^\s*(?:/\s?|(?:an?|per|each|every|pro|im|je|par|chaque|في ال|كل)\s|x\s)(?:{_UNIT})(?!\w)",
    r"^\s*(?P<adverb>daily|weekly|monthly|yearly|monatlich|wöchentlich|jährlich|mensuel\w*|شهريا)\b",
)
PARTS_BEFORE: Final = _said(
    r"(\d+)\s(?:equal |easy |monthly |weekly |monatliche )*(?:payments?|instal?ments?|rates?|raten|mensualités"
    r"|times|x|mal|fois)\s?(?:of|à|zu|von|de)?\s*$",
    r"(\d+)\s?[x×]\s?$",
)
PARTS: Final = _said(
    rf"\b(?:for|over|x|times|during|über|für|sur|pendant|على مدى|لمدة)\s(?:the next |the first "
    rf"|a period of )?(?P<many>\d+|an?|ein\w*)\s(?:{_UNIT})",
    r"[x×]\s?(?P<times>\d+)\b",
    r"\b(?:in|with)\s(?P<parts>\d+)\s(?:equal |monthly )*(?:payments|instal?ments|raten|mensualités)",
)
AND_THEN: Final = re.compile(
    r"^(?:then|plus|and|followed by|after that|dann|danach|und|puis|et|ensuite)\b", re.IGNORECASE
)
