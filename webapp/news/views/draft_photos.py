"""The photos of a draft: added, put in order, replaced by a blurred one, taken away."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import asks_for_part
from webapp.core.rate_limits import limiter
from webapp.news.actions.photos import move_photo, remove_photo, replace_photo
from webapp.news.forms import PostForm
from webapp.news.phrases import PHOTO_PROBLEMS
from webapp.news.queries.drafts import draft_photo_of, sheet_of
from webapp.news.views.drafts import back_to, by_author, kept, kept_with_files, refusing, sent_files, take_files
from webapp.schools.policies import staff_only
from webapp.schools.queries.audiences import choices_of

bp = Blueprint("draft_photos", __name__, url_prefix="/news/drafts/photos")


@bp.post("")
@limiter.limit("400 per hour", key_func=by_author("draft-photos"))
@staff_only
def create():
    form, choices = PostForm(request.form), choices_of(current_user)
    try:
        draft = kept(form, choices)
        added = take_files(draft) if draft else []
    except Refused as refusal:
        return refusing(refusal)
    if draft is None:
        return refusing(Refused("no_photo"))
    if not asks_for_part():
        return back_to(draft)
    sheet = sheet_of(draft, form.parts_among(choices))
    ids = {photo.id for photo in added}
    new = [one for one in sheet.photos if one.photo.id in ids]
    return render_template(
        "news/draft_photos/create.htmx.html", sheet=sheet, new=new, wrong_photos=(), name_errors={},
        photo_problems=PHOTO_PROBLEMS,
    )  # fmt: skip


@bp.get("/<int:draft_photo_id>")
@staff_only
def show(draft_photo_id):
    draft = draft_photo_of(current_user, draft_photo_id).draft
    one = next(one for one in sheet_of(draft, ()).photos if one.photo.id == draft_photo_id)
    return render_template("news/draft_photos/_picture.html", one=one, photo_problems=PHOTO_PROBLEMS)


@bp.post("/<int:draft_photo_id>")
@limiter.limit("400 per hour", key_func=by_author("draft-photos"))
@staff_only
def update(draft_photo_id):
    photo = draft_photo_of(current_user, draft_photo_id)
    try:
        if not asks_for_part():
            kept_with_files()
        for name, data in sent_files("photo")[:1]:
            replace_photo(current_user, photo, name, data)
        if request.form.get("move") in ("earlier", "later"):
            move_photo(current_user, photo, request.form["move"] == "earlier")
    except Refused as refusal:
        return refusing(refusal)
    return show(draft_photo_id) if asks_for_part() else back_to(photo.draft, f"photo-{draft_photo_id}")


@bp.post("/<int:draft_photo_id>/removal")
@staff_only
def destroy(draft_photo_id):
    photo = draft_photo_of(current_user, draft_photo_id)
    try:
        if not asks_for_part():
            kept_with_files()
        remove_photo(current_user, photo)
    except Refused as refusal:
        return refusing(refusal)
    return ("", 204) if asks_for_part() else back_to(photo.draft)
