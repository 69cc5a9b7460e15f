"""The key with which a browser subscribes to our notifications."""

from flask import Blueprint

from webapp.core.credentials import public_vapid_key
from webapp.core.portal import settings
from webapp.core.security import signed_in

bp = Blueprint("device_keys", __name__, url_prefix="/account/notifications/devices/key")


@bp.get("")
@signed_in
def show():
    return {"key": public_vapid_key(settings().DATA_FOLDER / "vapid.pem")}
