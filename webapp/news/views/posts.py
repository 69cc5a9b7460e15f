"""The feed, and writing for it."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.queries.waiting import waiting_talks_of
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import kept_page, page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.core.security import signed_in
from webapp.news.actions.post_photos import describe_photos
from webapp.news.actions.posts import edit_post
from webapp.news.actions.publishing import place_draft
from webapp.news.forms import PostForm, TextForm, alts_in
from webapp.news.phrases import REFUSALS, photos_in, refused
from webapp.news.queries.drafts import draft_named, drafts_of, post_placed_as
from webapp.news.queries.feed import PAGE, FeedPost, Filters, feed_of
from webapp.news.queries.photo_tags import tagged_photos_of
from webapp.news.queries.posts import as_shown, changeable_post_of, guardians_who_saw, is_changeable, parts_of, post_of
from webapp.news.queries.removals import count_waiting_removals
from webapp.news.views.drafts import by_author, compose, form_of, kept, take_files
from webapp.schools.policies import staff_only
from webapp.schools.queries.audiences import choices_of, reach_of
from webapp.schools.queries.standing import standing_of
from webapp.urgent.queries.messages import bars_of

bp = Blueprint("posts", __name__, url_prefix="/news")


def filters() -> Filters:
    kind = request.args.get("kind")
    return Filters(
        child_id=request.args.get("child", type=int),
        unit_id=request.args.get("unit", type=int),
        kind=kind if kind in ("unit", "group") else None,
    )


@bp.get("")
@signed_in
def index():
    standing, chosen, is_first = standing_of(current_user), filters(), not request.args.get("before")
    posts = feed_of(current_user, chosen, before=request.args.get("before", type=int))
    bars = bars_of(current_user, clock.now())
    removals = count_waiting_removals(current_user)
    to_do = waiting_talks_of(current_user) if standing.is_guardian and is_first else []
    seen = ([post.version for post in posts], bars, removals, to_do)
    version = (current_user.id, current_user.language, standing, chosen, *seen)
    return kept_page(
        version,
        lambda: page(
            "news/posts/index.html",
            block="posts",
            standing=standing,
            bars=bars,
            removals=removals,
            to_do=to_do,
            filters=chosen,
            posts=posts[:PAGE],
            cards=[card(post) for post in posts[:PAGE]],
            has_more=len(posts) > PAGE,
            newest=posts[0].id if posts else 0,
            is_first=is_first,
        ),
    )


def card(post: FeedPost) -> tuple[tuple, dict[str, Any]]:
    """A post as it is kept once rendered: who wrote it sees how many have seen it."""
    is_own = post.author_id == current_user.id
    return (post.version, is_own), {"post": post, "is_own": is_own}


@bp.get("/new")
@staff_only
def new():
    choices = choices_of(current_user)
    draft = None if request.args.get("fresh") else drafts_of(current_user).first()
    return compose(form_of(draft, choices), choices, draft, is_resumed=draft is not None)


@bp.post("")
@limiter.limit("60 per hour", key_func=by_author("posts"))
@staff_only
def create():
    form, choices, wrong = PostForm(request.form), choices_of(current_user), set()
    post = post_placed_as(current_user, form.idempotency_key)
    if post is None:
        try:
            draft = kept(form, choices)
            if draft:
                take_files(draft)
            if form.validate() and draft:
                post = place_draft(current_user, draft)
        except Refused as refusal:
            post = post_placed_as(current_user, form.idempotency_key)  # a double tap: the first was on its way
            refuse(form, refusal)
            wrong = photos_in(refusal)
    if post is None:
        return compose(form, choices, draft_named(current_user, form.idempotency_key), wrong_photos=wrong), 422
    flash(_("Uw bericht staat online."), "success")
    return redirect(url_for("posts.show", post_id=post.id, _anchor="published"), 303)


def refuse(form: TextForm, refusal: Refused) -> None:
    """Say at the field what is wrong with it."""
    field = {"no_audience": "audience", "empty_body": "body", "body_too_long": "body"}.get(refusal.code)
    if field:
        form[field].errors = [REFUSALS[refusal.code]]
    else:
        form.form_errors.extend(refused(refusal))


@bp.get("/<int:post_id>")
@signed_in
def show(post_id):
    post = post_of(current_user, post_id)
    context: dict[str, Any] = {"post": as_shown(current_user, post), "may_change": False}
    parts = parts_of(post)
    if is_changeable(current_user, post.author_id, {part.unit_id for part in parts}):
        context |= {"may_change": True, "reach": reach_of(parts), "seen_by": guardians_who_saw(post, parts)}
        context["tagged"] = tagged_photos_of(post) if post.gallery else []
    return page("news/posts/show.html", **context)


@bp.get("/<int:post_id>/edit")
@staff_only
def edit(post_id):
    post = changeable_post_of(current_user, post_id)
    return edit_page(post, TextForm(obj=post))


def edit_page(post: Any, form: TextForm) -> str:
    return page("news/posts/edit.html", post=as_shown(current_user, post), form=form)


@bp.post("/<int:post_id>")
@staff_only
def update(post_id):
    post, form = changeable_post_of(current_user, post_id), TextForm(request.form)
    if form.validate():
        try:
            edit_post(current_user, post, form.title.data, form.body.data)
            describe_photos(current_user, post, alts_in(request.form))
            flash(_("Uw wijziging is opgeslagen."), "success")
            return redirect(url_for("posts.show", post_id=post.id, _anchor="published"), 303)
        except Refused as refusal:
            refuse(form, refusal)
    return edit_page(post, form), 422
