"""What goes by itself in absence."""

from webapp.core.jobs import every

# The parents' side.


@every(hour="3", minute="50")
def forget_notes_every_night() -> None:
    from webapp.absence.actions.settings import forget_old_notes

    forget_old_notes()
