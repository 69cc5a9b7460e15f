"""What goes by itself in the calendar."""

from webapp.core.jobs import every


@every(minute="*/10")
def remind_of_helping_every_ten_minutes() -> None:
    from webapp.school_calendar.actions.reminders import remind_of_helping

    remind_of_helping()
