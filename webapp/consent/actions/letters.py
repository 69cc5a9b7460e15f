"""The confirmation of consents: on paper what a guardian chose, and what it comes to."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from webapp.accounts.models import Person
from webapp.consent.phrases import CHOICES, GUARDIAN, NOT_CHOSEN, OUTCOMES, recorded_said
from webapp.consent.queries.own import OwnConsent, Sheet
from webapp.consent.queries.purposes import purposes_of
from webapp.core import clock
from webapp.core.i18n import LANGUAGES, language_of
from webapp.documents.actions.letters import as_text, issue_letter
from webapp.documents.models import Letter

CONFIRMATION = "consent/confirmation"


def issue_confirmation(by: Person, sheet: Sheet) -> Letter:
    """A guardian prints the own choices for a child at a unit. While nothing changes it is the same letter; nobody else
    of the family opens it, and nothing in it tells what another guardian chose."""
    asked = in_each_language(lambda: {one.key: [one.title, one.text] for one in purposes_of(sheet.unit)})
    facts = {
        "child": sheet.child.name,
        "birthdate": sheet.child.birthdate,
        "guardian": by.name,
        "has_voice": sheet.has_voice,
        "leads_from": sheet.leads_from,
        "consents": (told := [consent_facts(consent, asked) for consent in sheet.consents]),
        "summary": summary_of(by, told),
    }
    state = json.dumps(facts, default=as_text, sort_keys=True)
    subject = f"consents-{sheet.child.id}-{sheet.unit.id}-{by.id}-{hashlib.sha256(state.encode()).hexdigest()[:16]}"
    return issue_letter(CONFIRMATION, sheet.unit, sheet.child, subject, facts | {"as_of": clock.now()}, person=by)


def consent_facts(consent: OwnConsent, asked: dict[str, dict[str, list[str]]]) -> dict[str, Any]:
    """A purpose as the letter tells it."""
    entry, key = consent.chosen, consent.asked.key
    return {
        "title": {language: words[key][0] for language, words in asked.items()},
        "text": {language: words[key][1] for language, words in asked.items()},
        "version": consent.asked.version,
        "outcome": in_each_language(lambda: str(OUTCOMES[consent.why])),
        "chosen": in_each_language(lambda: str(CHOICES[entry.choice])) if entry else None,
        "recorded": in_each_language(lambda: recorded_said(entry)) if entry else None,
        "number": entry.number if entry else None,
        "chosen_version": entry.wording.version if entry else None,
        "waits": consent.waits,
    }


def summary_of(by: Person, told: list[dict[str, Any]]) -> list[list[str]]:
    """What the school compares with the paper."""
    with language_of("nl"):
        chosen = [[one["title"]["nl"], (one["chosen"] or {"nl": str(NOT_CHOSEN)})["nl"]] for one in told]
        return [[str(GUARDIAN), by.name], *chosen]


def in_each_language(words: Callable[[], Any]) -> dict[str, Any]:
    """What is said, in each language in which the letter may be printed."""
    found = {}
    for language in LANGUAGES:
        with language_of(language):
            found[language] = words()
    return found
