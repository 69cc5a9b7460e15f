"""What is said about a round as a whole."""

from datetime import date
from typing import Any

from webapp.core.i18n import _, day, moment
from webapp.core.i18n import later as _l

TIMES_KNOWN = _l("De tijden van de oudergesprekken zijn bekend")
TIMES_KNOWN_MORE = _l("Kijk in het ouderportaal wanneer uw gesprek is.")
INVITED = _l("U bent uitgenodigd voor een oudergesprek")
INVITED_MORE = _l("Kijk in het ouderportaal wanneer u kunt kiezen.")
MOMENTS_CHANGED = _l("U kunt op een ander moment kiezen voor het oudergesprek")
MOMENTS_CHANGED_MORE = _l("Kijk in het ouderportaal van wanneer tot wanneer u kunt kiezen.")
ROUND_CANCELLED = _l("De oudergesprekken gaan niet door")
ROUND_CANCELLED_MORE = _l("De school heeft de oudergesprekken afgezegd.")

MODES = {
    "first_come": _l("Wie het eerst komt"),
    "draw": _l("Eerlijk loten"),
    "plan": _l("De school plant voor iedereen"),
}
MODES_EXPLAINED = {
    "first_come": _l("Ouders kiezen zelf een vrije tijd en zien die meteen staan."),
    "draw": _l("Ouders geven tijden op die zij graag willen. Daarna wordt er geloot; iedereen kan dat narekenen."),
    "plan": _l("Ouders zeggen wanneer zij niet kunnen. De school maakt één rooster; broers en zussen sluiten aan."),
}
REFUSALS = {
    "no_days": _l("Kies minstens één dag met een begin- en een eindtijd."),
    "ends_before_start": _l("De eindtijd ligt voor de begintijd. Kijk de tijden na."),
    "stretches_overlap": _l("Deze tijd loopt door een andere tijd op dezelfde dag heen. Kijk de tijden na."),
    "day_has_passed": _l("Deze dag is al geweest. Kies een andere dag."),
    "too_far": _l("Deze dag ligt meer dan een jaar ver. Kies een andere dag."),
    "no_talk_fits": _l("In deze tijd past geen heel gesprek. Maak de tijd langer, of de gesprekken korter."),
    "too_many_times": _l("Dit zijn meer dan 200 tijden voor één leerkracht. Kies minder dagen of kortere tijden."),
    "no_groups": _l("Kies minstens één groep."),
    "not_your_group": _l("Voor een van deze groepen kunt u geen gesprekken plannen. Kijk de groepen na."),
    "closes_before_opening": _l("Het kiezen stopt voordat het begint. Kijk de dagen en tijden na."),
    "changes_before_closing": _l("Wijzigen kan minstens zo lang als kiezen. Kijk de dagen en tijden na."),
    "changes_after_talks": _l("Wijzigen kan uiterlijk tot het eerste gesprek begint. Kies een eerdere dag of tijd."),
    "closes_after_talks": _l("Kiezen kan uiterlijk tot het eerste gesprek begint. Kies een eerdere dag of tijd."),
    "window_only_later": _l("De ouders weten deze momenten al. U kunt ze later maken, niet vroeger."),
    "already_open": _l("Ouders kiezen al. Het begin kan niet meer anders."),
    "already_placed": _l("De tijden zijn al verdeeld. Het kiezen kan niet meer anders."),
    "not_open": _l("Ouders geven nu niets door. Er is niets om te sluiten."),
    "already_closed": _l("Het moment waarop het kiezen stopt, is al geweest. Kies eerst een later moment."),
    "talks_have_passed": _l("Het eerste gesprek had al moeten beginnen. Kies eerst andere dagen."),
    "nobody_to_invite": _l("In deze groepen zit nu geen kind. Er is niemand om uit te nodigen."),
    "already_sent": _l("De ouders zijn al uitgenodigd. Dit kan niet meer anders."),
    "sent_meanwhile": _l("De ouders zijn intussen uitgenodigd. Lees nog eens wat er dan gebeurt."),
    "not_sent": _l("Deze ronde is nog niet verstuurd."),
    "sent_before": _l("Dit formulier is al een keer verstuurd. Kijk alles nog eens na en bewaar opnieuw."),
    "cancelled": _l("Deze gesprekken zijn afgezegd."),
}


def stage_said(round: Any, stage: str) -> str:
    """Where a round stands, in words: «Ouders kiezen tot do 10 dec 18:00»."""
    if stage == "invited":
        return _("Ouders kunnen kiezen vanaf %(moment)s", moment=moment(round.opens_at))
    if stage == "open" and (round.mode == "first_come" or round.announced_at):
        return _("Ouders kiezen tot %(moment)s", moment=moment(round.closes_at))
    if stage == "open":
        return _("Ouders geven hun wensen door tot %(moment)s", moment=moment(round.closes_at))
    if stage == "placing":
        return str(PLACING[round.mode])
    if stage == "changing":
        return _("Ouders kunnen nog wijzigen tot %(moment)s", moment=moment(round.changes_until))
    return str(STAGES[stage])


PLACING = {"draw": _l("Klaar om te loten"), "plan": _l("Klaar om het rooster te maken")}
STAGES = {"draft": _l("Nog niet verstuurd"), "fixed": _l("De tijden liggen vast"), "cancelled": _l("Gaat niet door")}


def no_school_said(closed: date, why: str) -> str:
    """That there is no school on this day, with the name of the holiday; empty for a weekend."""
    if why:
        return _("Op %(day)s is er geen school: %(why)s. Klopt die dag?", day=day(closed), why=why)
    return _("Op %(day)s is er geen school. Klopt die dag?", day=day(closed))
