"""What is said about a round as a whole."""

from typing import Any

from webapp.core.i18n import _ as now_said
from webapp.core.i18n import later as _
from webapp.core.i18n import moment

TIMES_KNOWN = _("De tijden van de oudergesprekken zijn bekend")
TIMES_KNOWN_MORE = _("Kijk in het ouderportaal wanneer uw gesprek is.")
INVITED = _("U bent uitgenodigd voor een oudergesprek")
INVITED_MORE = _("Kijk in het ouderportaal wanneer u kunt kiezen.")
MOMENTS_CHANGED = _("U kunt op een ander moment kiezen voor het oudergesprek")
MOMENTS_CHANGED_MORE = _("Kijk in het ouderportaal van wanneer tot wanneer u kunt kiezen.")
ROUND_CANCELLED = _("De oudergesprekken gaan niet door")
ROUND_CANCELLED_MORE = _("De school heeft de oudergesprekken afgezegd.")

MODES = {
    "first_come": _("Wie het eerst komt"),
    "draw": _("Eerlijk loten"),
    "plan": _("De school plant voor iedereen"),
}
MODES_EXPLAINED = {
    "first_come": _("Ouders kiezen zelf een vrije tijd en zien die meteen staan."),
    "draw": _("Ouders geven tijden op die zij graag willen. Daarna wordt er geloot; iedereen kan dat narekenen."),
    "plan": _("Ouders zeggen wanneer zij niet kunnen. De school maakt één rooster; broers en zussen sluiten aan."),
}
REFUSALS = {
    "no_days": _("Kies minstens één dag met een begin- en een eindtijd."),
    "ends_before_start": _("Een eindtijd ligt voor de begintijd. Kijk de tijden na."),
    "stretches_overlap": _("Twee tijden op dezelfde dag lopen door elkaar. Kijk de tijden na."),
    "day_has_passed": _("Een van de dagen is al geweest. Kies een andere dag."),
    "too_far": _("Een van de dagen ligt meer dan een jaar ver. Kies een andere dag."),
    "no_talk_fits": _("In een van de tijden past geen heel gesprek. Maak die tijd langer, of de gesprekken korter."),
    "too_many_times": _("Dit zijn meer dan 200 tijden voor één leerkracht. Kies minder dagen of kortere tijden."),
    "no_groups": _("Kies minstens één groep."),
    "not_your_group": _("Voor een van deze groepen kunt u geen gesprekken plannen. Kijk de groepen na."),
    "closes_before_opening": _("Het kiezen stopt voordat het begint. Kijk de dagen en tijden na."),
    "changes_before_closing": _("Wijzigen kan minstens zo lang als kiezen. Kijk de dagen en tijden na."),
    "changes_after_talks": _("Wijzigen kan uiterlijk tot het eerste gesprek begint. Kies een eerdere dag of tijd."),
    "window_only_later": _("De ouders weten deze momenten al. U kunt ze later maken, niet vroeger."),
    "already_open": _("Ouders kiezen al. Het begin kan niet meer anders."),
    "already_placed": _("De tijden zijn al verdeeld. Het kiezen kan niet meer anders."),
    "already_closed": _("Het moment waarop het kiezen stopt, is al geweest. Kies eerst een later moment."),
    "talks_have_passed": _("Het eerste gesprek had al moeten beginnen. Kies eerst andere dagen."),
    "nobody_to_invite": _("In deze groepen zit nu geen kind. Er is niemand om uit te nodigen."),
    "already_sent": _("De ouders zijn al uitgenodigd. Dit kan niet meer anders."),
    "not_sent": _("Deze ronde is nog niet verstuurd."),
    "sent_before": _("Dit formulier is al een keer verstuurd. Kijk alles nog eens na en bewaar opnieuw."),
    "cancelled": _("Deze gesprekken zijn afgezegd."),
}


def stage_said(round: Any, stage: str) -> str:
    """Where a round stands, in words: «Ouders kiezen tot do 10 dec 18:00»."""
    if stage == "invited":
        return now_said("Ouders kunnen kiezen vanaf %(moment)s", moment=moment(round.opens_at))
    if stage == "open" and (round.mode == "first_come" or round.announced_at):
        return now_said("Ouders kiezen tot %(moment)s", moment=moment(round.closes_at))
    if stage == "open":
        return now_said("Ouders geven hun wensen door tot %(moment)s", moment=moment(round.closes_at))
    if stage == "placing":
        return str(PLACING[round.mode])
    if stage == "changing":
        return now_said("Ouders kunnen nog wijzigen tot %(moment)s", moment=moment(round.changes_until))
    return str(STAGES[stage])


PLACING = {"draw": _("Klaar om te loten"), "plan": _("Klaar om het rooster te maken")}
STAGES = {"draft": _("Nog niet verstuurd"), "fixed": _("De tijden liggen vast"), "cancelled": _("Gaat niet door")}
