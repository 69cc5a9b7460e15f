"""What the portal says of a calendar file."""

from webapp.core.i18n import later as _

MORE_NEW = _("Nieuw in de agenda")
MORE_NEW_TEXT = _("De school zette meer dingen tegelijk in de agenda. Kijk wat er voor u bij is.")

REFUSALS = {
    "no_file": _("Kies eerst een bestand."),
    "file_too_large": _("Dit bestand is groter dan 1 MB. Maak een kleiner bestand, bijvoorbeeld van dit schooljaar."),
    "not_a_calendar": _(
        "Dit is geen agendabestand. Het is van een andere soort, of het is beschadigd. Bewaar de agenda opnieuw als "
        ".ics en kies dat bestand."
    ),
    "no_events": _("In dit bestand staat niets voor de agenda."),
    "too_many_events": _("In dit bestand staan meer dan 500 dingen. Maak een kleiner bestand."),
    "nothing_chosen": _("Kruis aan wat u in de agenda wilt zetten."),
    "no_audience": _("Kies voor wie dit is."),
    "not_your_audience": _("Voor deze groep kunt u niets in de agenda zetten."),
    "already_applied": _("Dit bestand is al ingelezen."),
}
REASONS = {
    "no_start": _("Er staat geen begin bij."),
    "no_title": _("Er staat geen naam bij."),
    "bad_times": _("De dag of de tijd is niet te lezen."),
    "unknown_zone": _("De tijdzone is niet bekend."),
    "repeats_otherwise": _("Dit komt anders terug dan elke week op dezelfde dag."),
    "repeats_forever": _("Dit komt elke week terug zonder einde. Kies in uw eigen agenda een laatste dag."),
    "clock_shifts": _("Dit verschuift een uur als de klok wordt verzet."),
    "uid_too_long": _("Het kenmerk in het bestand is te lang."),
    "twice": _("Dit staat twee keer in het bestand. Het eerste telt."),
    "never_here": _("Dit is afgezegd en stond hier nog niet."),
    "off_here": _("Dit is hier al afgezegd. Zet het opnieuw in de agenda als het toch doorgaat."),
    "not_yours": _("Een collega zette dit in de agenda. Vraag de administratie."),
    "ends_before_start": _("Het einde ligt voor het begin."),
    "too_long_or_far": _("Dit duurt langer dan een maand, of ligt meer dan twee jaar ver."),
    "no_start_time": _("Er staat niet bij hoe laat het begint."),
    "repeat_until": _("Dit komt langer dan een jaar elke week terug."),
    "repeats": _("Hier is al hulp bij gevraagd. Dan kan het niet elke week terugkomen."),
    "before_draw": _("Dan begint het voordat er geloot is wie er helpt."),
    "repeat_too_long": _("Wat elke week terugkomt, duurt hoogstens zes dagen."),
}
