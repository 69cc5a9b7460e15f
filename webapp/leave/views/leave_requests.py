"""A family's requests for leave: asking, and how each stands."""

from itertools import groupby

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.paging import one_page
from webapp.core.rate_limits import limiter
from webapp.leave.actions.attachments import keep_papers
from webapp.leave.actions.requests import request_leave
from webapp.leave.forms.requests import AnswerForm, LeaveForm, PapersForm
from webapp.leave.phrases.requests import (
    ASKING_HINTS,
    ASKING_LABELS,
    EVENT_NAMES,
    FILTER_NAMES,
    GROUND_NAMES,
    ROW_WORDS,
    WARNINGS,
    refused,
    said,
)
from webapp.leave.queries.asking import Place, asking_places_of, assessed
from webapp.leave.queries.people import who_may_confirm
from webapp.leave.queries.requests import (
    asked_with,
    attachments_of,
    decision_of,
    details_of,
    events_of,
    filtered_requests_of,
    leave_request_of,
    letters_of,
    question_of,
)
from webapp.leave.rules.assessing import IMPOSSIBLE
from webapp.leave.rules.states import OPEN, may_withdraw
from webapp.schools.policies import guardian_only
from webapp.schools.queries.own_children import own_children_of

bp = Blueprint("leave_requests", __name__, url_prefix="/leave")


@bp.get("")
@guardian_only
def index():
    child_id, state = request.args.get("child", type=int), request.args.get("state")
    requests, turn = one_page(filtered_requests_of(current_user, child_id, state), 30)
    return page(
        "leave/requests/index.html",
        requests=requests,
        turn=turn,
        children=list(own_children_of(current_user)),
        child_id=child_id,
        state=state,
        filter_names=FILTER_NAMES,
        **ROW_WORDS,
    )


@bp.get("/new")
@guardian_only
def new():
    places = asking_places_of(current_user)
    form = LeaveForm(data={"children": request.args.getlist("child", type=int)}).offer(places)
    return asking(form, places)


def asking(form: LeaveForm, places: list[Place]) -> str:
    """The questions, and what the law says as soon as all have an answer."""
    found = assessed(form.chosen, form.draft) if form.draft else []
    told = [
        ([one.place.child for one in same], assessment)
        for assessment, same in groupby(found, key=lambda one: one.assessment)
    ]
    return page(
        "leave/requests/new.html",
        block="asking",
        form=form,
        away=[place for place in places if not place.takes_part],
        told=told,
        can_send=bool(told) and all(assessment.outcome != IMPOSSIBLE for _children, assessment in told),
        warnings=WARNINGS,
        said=said,
        labels=ASKING_LABELS,
        hints=ASKING_HINTS,
        **ROW_WORDS,
    )


@bp.post("")
@limiter.limit("30 per hour", key_func=lambda: f"leave:{getattr(current_user, 'id', None)}")
@guardian_only
def create():
    form = LeaveForm(request.form).offer(places := asking_places_of(current_user))
    if form.validate():
        try:
            requests = send(form)
            flash(sentence_for(requests), "success")
            return redirect(address_of(requests), 303)
        except Refused as refusal:
            show_refusal(form, refusal)
    return asking(form, places), 422


def send(form: LeaveForm) -> list:
    """Ask it; what takes time, the papers, is done first."""
    papers = keep_papers(sent_papers())
    return request_leave(current_user, form.chosen, form.draft, form.reason.data, papers, form.idempotency_key)


def sent_papers() -> list[tuple[str, bytes]]:
    """The files that came with this request: name and bytes."""
    return [(file.filename or "", file.read()) for file in request.files.getlist("papers") if file.filename]


def show_refusal(form: LeaveForm, refusal: Refused) -> None:
    """The reason, at the field it is about; the next tap is a new one."""
    sentence = refused(refusal.code, refusal.values)
    of_field = {"reason_needed": form.reason, **dict.fromkeys(OF_PAPERS, form.papers)}
    if refusal.code in of_field:
        of_field[refusal.code].errors = [sentence]
    else:
        form.refuse(sentence)
    if refusal.code == "sent_already":
        form.key.data = new_token()


OF_PAPERS = ("no_file", "empty_file", "file_too_large", "not_a_paper", "too_many_files")


def sentence_for(requests: list) -> str:
    if all(one.is_notice for one in requests):
        return _("Gemeld. De school weet het nu.")
    if any(one.state == "unconfirmed" for one in requests):
        return _("Verstuurd. De andere ouder moet dit nog bevestigen.")
    return _("Verstuurd. De school kijkt ernaar.")


def address_of(requests: list) -> str:
    if len(requests) == 1:
        return url_for(".show", request_id=requests[0].id)
    return url_for(".index")


@bp.get("/<int:request_id>")
@guardian_only
def show(request_id: int):
    return show_page(leave_request_of(current_user, request_id), AnswerForm(), PapersForm())


def show_page(leave, answer_form: AnswerForm, papers_form: PapersForm) -> str:
    """A request with its history, what was decided, and what this guardian may do now."""
    events = events_of(leave)
    return page(
        "leave/requests/show.html",
        leave=leave,
        events=[(event, details_of(event)) for event in events],
        question=question_of(events),
        decision=decision_of(leave),
        attachments=list(attachments_of(leave)),
        siblings=asked_with(current_user, leave),
        letters=letters_of(leave),
        answer_form=answer_form,
        papers_form=papers_form,
        is_mine=leave.asked_by_id == current_user.id,
        is_open=leave.state in OPEN,
        may_confirm=leave.state == "unconfirmed"
        and current_user in who_may_confirm(leave.child, leave.unit, leave.asked_by_id),
        may_withdraw=may_withdraw(leave.state, leave.first_day, leave.last_day, clock.today()),
        event_names=EVENT_NAMES,
        ground_names=GROUND_NAMES,
        **ROW_WORDS,
    )
