"""What the demo school has told lately: who, to whom, how many days and at what time ago, and the text."""

# ruff: noqa: E501 - prose

from datetime import time
from typing import NamedTuple

from webapp.demo.people import CARE, OTHER, SCHOOL


class DemoPhoto(NamedTuple):
    """A drawing (`drawings.py`) and what is to be seen on it."""

    scene: str
    seed: int
    alt: str


class DemoPost(NamedTuple):
    """One post. `audience`: unit name alone, or unit name and group names."""

    author: str
    unit: str
    groups: tuple[str, ...]
    days_ago: int
    at: time
    title: str
    body: str
    photos: tuple[DemoPhoto, ...] = ()


POSTS = (
    DemoPost(
        "peter@notenboom.example", SCHOOL, (), 24, time(15, 10),
        "Welkom op ons nieuwe ouderportaal",
        "<p>Beste ouders en verzorgers,</p><p>Vanaf vandaag leest u hier alles van De Notenboom: nieuws van de school en"
        " uit de groep van uw kind. Zet het portaal op het beginscherm van uw telefoon; dan hebt u het altijd bij de hand.</p>"
        "<p>Werkt er iets niet? Loop even binnen bij Ingrid van de administratie.</p>",
    ),
    DemoPost(
        "joris@notenboom.example", SCHOOL, ("Groep 3",), 17, time(14, 45),
        "Lezen kun je overal",
        "<p>We kunnen al <strong>raam, roos, maan</strong> en <strong>vis</strong> lezen! Leest u thuis tien minuten per dag mee?"
        "</p><ul><li>om de beurt een zin</li><li>eerst samen, dan alleen</li><li>stoppen als het nog leuk is</li></ul>",
        (DemoPhoto("letters", 3, "Drie woorden van gekleurde kartonnen letters op tafel"),),
    ),
    DemoPost(
        "bram@notenkraker.example", CARE, (), 13, time(17, 30),
        "Herfstvakantie: bos en vuur",
        "<p>In de herfstvakantie gaan we elke dag naar buiten. Op woensdag bakken we broodjes boven het vuur. Trek oude kleren"
        " en laarzen aan.</p>",
        (
            DemoPhoto("wood", 1, "Bomen in herfstkleuren, met vallende bladeren"),
            DemoPhoto("fire", 2, "Broodjes op stokken boven een kampvuur"),
        ),
    ),
    DemoPost(
        "fatima@notenboom.example", SCHOOL, ("Groep 6",), 10, time(16, 5),
        "Spreekbeurten beginnen",
        "<p>De lijst voor de spreekbeurten hangt in de klas. Uw kind kiest zelf een onderwerp en een dag. Vijf tot tien minuten"
        " is genoeg; een poster of een voorwerp mag.</p>",
    ),
    DemoPost(
        "ingrid@notenboom.example", SCHOOL, (), 8, time(9, 20),
        "Studiedag op vrijdag 4 december",
        "<p>Op <strong>vrijdag 4 december</strong> hebben de leerkrachten een studiedag. De kinderen zijn die dag vrij. De BSO"
        " is wel open; opgeven kan bij Bram.</p>",
    ),
    DemoPost(
        "joris@notenboom.example", SCHOOL, ("Groep 3",), 6, time(15, 0),
        "Bladeren gezocht",
        "<p>We maken een herfsttafel. Neemt uw kind morgen een paar mooie bladeren, kastanjes of eikels mee?</p>",
        (
            DemoPhoto("wood", 4, "Een bos in de herfst"),
            DemoPhoto("wood", 5, "Bladeren in rood, geel en bruin"),
            DemoPhoto("lanterns", 6, "Lampionnen van vorige week, aan twee lijnen"),
        ),
    ),
    DemoPost(
        "eline@notenboom.example", SCHOOL, ("Groep 7",), 5, time(15, 30),
        "Verkeersexamen: oefenen op de fiets",
        "<p>Groep 7 oefent de route voor het verkeersexamen. Controleer samen de fiets: doen de remmen, de bel en het licht het?</p>",
    ),
    DemoPost(
        "bram@notenkraker.example", CARE, ("Eekhoorns",), 3, time(18, 0),
        "Nieuwe hut op het plein",
        "<p>De Eekhoorns hebben een hut gebouwd van takken en oude dekens. Komt u bij het ophalen even kijken?</p>",
    ),
    DemoPost(
        "peter@notenboom.example", SCHOOL, (), 2, time(8, 15),
        "Sinterklaas komt op school",
        "<p>Op <strong>donderdag 3 december</strong> komt Sinterklaas om 8.45 uur aan op het plein. U bent welkom om mee te"
        " zingen. Om 9.30 uur gaan de kinderen naar binnen.</p>",
    ),
    DemoPost(
        "fatima@notenboom.example", SCHOOL, ("Groep 6",), 1, time(15, 40),
        "Gymspullen mee op dinsdag",
        "<p>De zaal is weer open! Op <strong>dinsdag</strong> gymmen we, dus graag gymschoenen en een korte broek mee.</p>",
    ),
    DemoPost(
        "directie@kompas.example", OTHER, (), 4, time(12, 0),
        "Open dag op Het Kompas",
        "<p>Kent u ouders die een school zoeken? Op zaterdag 12 december staat onze deur open van 10 tot 13 uur.</p>",
    ),
)  # fmt: skip
