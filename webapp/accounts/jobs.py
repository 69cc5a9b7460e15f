"""What happens to accounts by itself."""

from webapp.core.jobs import every


@every(hour="3", minute="30")
def forget_old_sessions_every_night() -> None:
    from webapp.accounts.actions.forgetting import forget_old_sessions

    forget_old_sessions()
