"""Whether the portal lives: for a monitor, without a name or a count of people in it."""

from flask import Blueprint, jsonify

from webapp.core import clock
from webapp.core.db import db
from webapp.core.jobs import last_pulse
from webapp.core.mail import oldest_waiting_mail
from webapp.core.security import anyone

bp = Blueprint("health", __name__)

WORKER_IS_LATE_AFTER = 150
MAIL_IS_LATE_AFTER = 600


@bp.get("/health")
@anyone
def show():
    db.execute_sql("SELECT 1")
    pulse = last_pulse()
    worker = (clock.now() - pulse).total_seconds() if pulse else None
    mail = oldest_waiting_mail()
    is_well = worker is not None and worker < WORKER_IS_LATE_AFTER and (mail or 0) < MAIL_IS_LATE_AFTER
    body = {
        "status": "ok" if is_well else "trouble",
        "database": "ok",
        "worker_seen_seconds_ago": worker and round(worker),
        "oldest_waiting_delivery_seconds": mail and round(mail),
    }
    return jsonify(body), 200 if is_well else 503
