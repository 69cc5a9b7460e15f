"""What goes by itself in the calendar."""

from webapp.core.jobs import every


@every(minute="*/10")
def remind_of_helping_every_ten_minutes() -> None:
    from webapp.school_calendar.actions.reminders import remind_of_helping

    remind_of_helping()


@every()
def draw_due_tasks_every_minute() -> None:
    from webapp.school_calendar.actions.sign_up_draws import draw_due_tasks

    draw_due_tasks()


@every(hour="3", minute="40")
def forget_old_calendar_files_every_night() -> None:
    from webapp.school_calendar.actions.import_files import forget_old_imports

    forget_old_imports()
