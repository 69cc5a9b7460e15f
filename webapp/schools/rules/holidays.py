"""Which days everybody has off: public holidays, and the school holidays of a region (law tables, to 2030)."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

PUBLIC, SCHOOL = "public", "school"
SUMMER = "Zomervakantie"


@lru_cache(64)
def holidays_of(region: str, year: int, *kinds: str) -> Mapping[date, str]:
    """Day → name of each holiday of the region in a calendar year; `kinds` are "public" and "school".

    The names are Dutch; several on one day stand behind one another («Koningsdag; Meivakantie»). School holidays are
    those that the minister fixed, and those advised (source: the PyPI package `holidays`).
    """
    from holidays import NL

    return dict(NL(years=[year], subdiv=region, categories=kinds, language="nl"))
