"""A school's file is read and applied while the office waits; what is old goes by itself."""

from webapp.core.jobs import every, job


@job
def read_school_file_in_background(job_id: str, import_id: int) -> None:
    from webapp.schools.actions.import_runs import plan_import

    plan_import(job_id, import_id)


@job
def apply_school_file_in_background(job_id: str, import_id: int) -> None:
    from webapp.schools.actions.import_runs import apply_now

    apply_now(job_id, import_id)


@every(minute="*/10")
def release_stuck_imports_every_ten_minutes() -> None:
    from webapp.schools.actions.imports import release_stuck_imports

    release_stuck_imports()


@every(hour="3", minute="10")
def forget_old_uploads_every_night() -> None:
    from webapp.schools.actions.import_files import forget_old_uploads

    forget_old_uploads()


@every(hour="3", minute="20")
def forget_unactivated_accounts_every_night() -> None:
    from webapp.schools.actions.links import forget_unactivated_accounts

    forget_unactivated_accounts()
