"""Photos are made fit to be seen while their author writes; what was left goes by itself."""

from webapp.core.jobs import every, job


@job
def make_photo_in_background(photo_id: int) -> None:
    from webapp.news.actions.making import make_photo

    make_photo(photo_id)


@every(minute="*/5")
def resume_waiting_photos_every_five_minutes() -> None:
    from webapp.news.actions.leftovers import resume_waiting_photos

    resume_waiting_photos()


@every(hour="3", minute="50")
def forget_old_drafts_every_night() -> None:
    from webapp.news.actions.leftovers import forget_old_drafts, forget_stray_uploads

    forget_old_drafts()
    forget_stray_uploads()
