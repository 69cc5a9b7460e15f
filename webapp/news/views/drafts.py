"""Posts that are not placed yet. Every button of their form sends all of it, so that what was typed is kept whichever
is tapped, with or without script."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import asks_for_part, page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.news.actions.attachments import add_attachments
from webapp.news.actions.drafts import drop_draft, keep_draft
from webapp.news.actions.photos import add_photos
from webapp.news.forms import PostForm, named_in, said_in
from webapp.news.phrases import PHOTO_PROBLEMS, refused
from webapp.news.queries.drafts import audience_keys, draft_named, draft_of, drafts_of, sheet_of
from webapp.news.queries.pictured import pictured_in
from webapp.schools.policies import staff_only
from webapp.schools.queries.audiences import choices_of, reach_of

bp = Blueprint("drafts", __name__, url_prefix="/news/drafts")


def by_author(name: str) -> Any:
    """Limits count per author."""
    return lambda: f"{name}:{getattr(current_user, 'id', None)}"


def form_of(draft: Any, choices: list) -> PostForm:
    """The form of a draft, or an empty one; who can write to one group only finds it chosen."""
    if draft is None:
        return PostForm(data={"audience": [choices[0].part.key]} if len(choices) == 1 else None)
    typed = {"title": draft.title, "body": draft.body, "audience": audience_keys(draft), "key": draft.token}
    return PostForm(data=typed)


def compose(form: PostForm, choices: list, draft: Any = None, is_resumed: bool = False, **more: Any) -> str:
    """The page of a post that is being written."""
    parts = form.parts_among(choices)
    others = [one for one in drafts_of(current_user) if draft is None or one.id != draft.id]
    more = {"wrong_photos": (), "name_errors": {}} | more
    return page(
        "news/posts/new.html", form=form, choices=choices, reach=reach_of(parts), draft=draft, is_resumed=is_resumed,
        sheet=sheet_of(draft, parts), others=others, photo_problems=PHOTO_PROBLEMS, **more,
    )  # fmt: skip


def kept(form: PostForm, choices: list) -> Any:
    """Keep what this request says; None when it says nothing and there is no draft yet."""
    sent_some = any(file.filename for file in request.files.values())
    if not form.has_words and not sent_some and draft_named(current_user, form.idempotency_key) is None:
        return None
    parts = form.parts_among(choices)
    said = said_in(request.form)
    if any(request.form.get(f"name-{one.photo_id}") for one in said):
        children = pictured_in(parts)
        said = [with_name(one, children) for one in said]
    return keep_draft(current_user, form.idempotency_key, form.title.data or "", form.body.data or "", parts, said)


def with_name(said: Any, children: dict) -> Any:
    """What is said of a photo, with the child whose name was typed."""
    child_id = named_in(request.form, str(said.photo_id), children)
    return said._replace(shows="children", child_ids=said.child_ids | {child_id}) if child_id else said


def lost_names(children: dict) -> dict[int, str]:
    """The names that were typed for photos and are in no list."""
    typed = {one.photo_id: request.form.get(f"name-{one.photo_id}", "") for one in said_in(request.form)}
    return {id: name for id, name in typed.items() if name and not named_in(request.form, str(id), children)}


def sent_files(field: str) -> list[tuple[str, bytes]]:
    """The files that came in a field: name and bytes."""
    return [(file.filename or "", file.read()) for file in request.files.getlist(field) if file.filename]


def take_files(draft: Any) -> list:
    """The photos and papers that came with this request go with the draft; returns the photos."""
    if papers := sent_files("papers"):
        add_attachments(current_user, draft, papers)
    photos = sent_files("photos")
    return add_photos(current_user, draft, photos) if photos else []


def kept_with_files() -> tuple[PostForm, list, Any]:
    """The form of this request, what it may be for, and the draft in which all of it is kept now."""
    form, choices = PostForm(request.form), choices_of(current_user)
    draft = kept(form, choices)
    if draft is not None:
        take_files(draft)
    return form, choices, draft


def refusing(refusal: Refused) -> Any:
    """What a refused change says: the sentence for a script that asked, else the form with it."""
    sentences = refused(refusal)
    if asks_for_part():
        return " ".join(sentences), 422, {"Content-Type": "text/plain; charset=utf-8"}
    form, choices = PostForm(request.form), choices_of(current_user)
    form.form_errors.extend(sentences)
    return compose(form, choices, draft_named(current_user, form.idempotency_key)), 422


def back_to(draft: Any, anchor: str = "photos-title") -> Any:
    """The page of a draft, at what was changed."""
    return redirect(url_for("drafts.show", draft_id=draft.id, _anchor=anchor), 303)


def kept_part(draft: Any, parts: list) -> str:
    """When it was kept; and who can be chosen, where the audience changed or a name was typed (`?sheet`)."""
    if "sheet" not in request.args:
        return render_template("news/drafts/_state.html", draft=draft)
    sheet = sheet_of(draft, parts)
    return render_template(
        "news/drafts/create.htmx.html", draft=draft, sheet=sheet, wrong_photos=(),
        name_errors=lost_names(sheet.children), photo_problems=PHOTO_PROBLEMS,
    )  # fmt: skip


@bp.post("")
@limiter.limit("3000 per hour", key_func=by_author("drafts"))
@staff_only
def create():
    try:
        form, choices, draft = kept_with_files()
    except Refused as refusal:
        return refusing(refusal)
    if asks_for_part():
        return kept_part(draft, form.parts_among(choices))
    if draft is None:
        return redirect(url_for("posts.new"), 303)
    flash(_("Uw bericht is als concept bewaard. Alleen u ziet het."), "success")
    return back_to(draft, "")


@bp.get("/<int:draft_id>")
@staff_only
def show(draft_id):
    draft, choices = draft_of(current_user, draft_id), choices_of(current_user)
    return compose(form_of(draft, choices), choices, draft)


@bp.post("/<int:draft_id>/removal")
@staff_only
def destroy(draft_id):
    drop_draft(current_user, draft_of(current_user, draft_id))
    return redirect(url_for("posts.new", fresh=1, _anchor="fresh"), 303)
