"""Telefoonnummer delen: in which groups other parents see a guardian's number."""

from flask import Blueprint, flash, request, url_for
from flask_login import current_user

from webapp.core.htmx import answer, page
from webapp.directory.actions import share_phone
from webapp.directory.forms import SharingForm
from webapp.directory.phrases import SHARED
from webapp.directory.queries import has_secret_address, own_group_of, own_groups_of
from webapp.schools.policies import guardian_only

bp = Blueprint("phone_sharing", __name__, url_prefix="/directory/sharing")


@bp.get("")
@guardian_only
def edit():
    return sharing(SharingForm())


def sharing(form: SharingForm) -> str:
    return page(
        "directory/phone_sharing/edit.html",
        form=form,
        groups=own_groups_of(current_user),
        is_secret=has_secret_address(current_user),
    )


@bp.post("/<int:group_id>")
@guardian_only
def update(group_id: int):
    group = own_group_of(current_user, group_id)
    form = SharingForm(request.form)
    if not form.validate():
        return sharing(form), 422
    share_phone(current_user, group, form.is_shared)
    said = SHARED[form.is_shared] % {"group": group.name}
    own = next(own for own in own_groups_of(current_user) if own.id == group.id)
    if "HX-Request" not in request.headers:
        flash(said, "success")
    return answer("directory/phone_sharing/update.htmx.html", url_for("phone_sharing.edit"), group=own, said=said)
