"""How the portal is called under an icon, and whose steps a visitor reads first."""

import pytest

from webapp.pwa.rules import LONGEST_SHORT_NAME, Look, short_name, system_of

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Schoolplein", "Schoolplein"),
        ("Kindcentrum De Notenboom", "De Notenboom"),
        ("CBS De Kastanje", "De Kastanje"),
        ("Onderwijsgroep", "Onderwijsgro"),
        ("OBS Noordwesterlanden", "OBS Noordwes"),
        ("  De   Eik ", "De Eik"),
        ("x", "x"),
    ],
)
def test_last_words_that_fit_stand_under_the_icon(name, short):
    assert (short_name(name), len(short) <= LONGEST_SHORT_NAME) == (short, True)


@pytest.mark.parametrize(
    ("user_agent", "system"),
    [(IPHONE, "iphone"), (ANDROID, "android"), (WINDOWS, "computer"), ("", "computer"), ("curl/8", "computer")],
)
def test_each_reads_the_steps_for_the_own_device(user_agent, system):
    assert system_of(user_agent) == system


def test_icons_have_another_address_when_logo_or_ground_changes():
    versions = {look.version for look in (Look(), Look(ground="#c2410c"), Look(logo="a.webp"), Look(colour="#c2410c"))}

    assert len(versions) == 3  # the colour of the bars is not in the icons
