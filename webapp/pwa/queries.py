"""How the installation looks to everybody, whoever asks."""

from webapp.core.colours import scale_of
from webapp.pwa.rules import Look
from webapp.schools.queries.standing import every_unit


def look_of_portal() -> Look:
    """The first unit's colour, and the first logo that a unit has, on that unit's own colour; ours where none is."""
    units = list(every_unit())
    if not units:
        return Look()
    named = next((unit for unit in units if unit.logo), units[0])
    return Look(scale_of(units[0].colour)["accent"], scale_of(named.colour)["accent"], named.logo)
