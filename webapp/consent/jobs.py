"""What goes by itself in consents."""

from webapp.core.jobs import every


@every(hour="3", minute="20")
def forget_former_children_every_night() -> None:
    from webapp.consent.actions.erasing import forget_former_children
    from webapp.core import clock

    forget_former_children(clock.today())
