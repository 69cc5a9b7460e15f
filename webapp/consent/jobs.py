"""What goes by itself in consents."""

from webapp.core.jobs import every, job


@every(hour="3", minute="20")
def forget_former_children_every_night() -> None:
    from webapp.consent.actions.erasing import forget_former_children
    from webapp.core import clock

    forget_former_children(clock.today())


@job
def print_register(job_id: str, group_id: int, day: str) -> None:
    from webapp.consent.actions.registers import make_register

    make_register(job_id, group_id, day)


@every(minute="25")
def forget_printed_registers_every_hour() -> None:
    from webapp.consent.actions.registers import forget_printed_registers

    forget_printed_registers()
