"""What goes by itself in consents."""

from webapp.core.jobs import every, job


@job
def print_register(job_id: str, group_id: int, day: str) -> None:
    from webapp.consent.actions.registers import make_register

    make_register(job_id, group_id, day)


@every(minute="25")
def forget_printed_registers_every_hour() -> None:
    from webapp.consent.actions.registers import forget_printed_registers

    forget_printed_registers()
