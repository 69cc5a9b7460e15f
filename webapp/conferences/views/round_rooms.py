"""Where each host of a round receives: rooms and video links."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.changes import furnish_host
from webapp.conferences.forms.rooms import RoomsForm
from webapp.conferences.queries.grids import group_names_of
from webapp.conferences.queries.outlines import usual_rooms_of
from webapp.conferences.queries.rounds import hosts_of, run_round_of
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("round_rooms", __name__, url_prefix="/rounds/<int:round_id>/rooms")


@bp.get("")
@staff_only
def edit(round_id: int):
    round = run_round_of(current_user, round_id)
    usual = {} if round.published_at else usual_rooms_of(round)
    typed = [
        {"host": host.id, "room": host.room or usual.get(host.id, ""), "video_link": host.video_link}
        for host in hosts_of(round)
    ]
    return compose(round, RoomsForm(data={"hosts": typed}))


def compose(round, form: RoomsForm) -> str:
    hosts = {host.id: host for host in hosts_of(round)}
    groups: dict[int, list[str]] = {}
    for host_id, name in group_names_of(hosts):
        groups.setdefault(host_id, []).append(name)
    return page("conferences/round_rooms/edit.html", round=round, form=form, hosts=hosts, groups=groups)


@bp.post("")
@staff_only
def update(round_id: int):
    round = run_round_of(current_user, round_id)
    form = RoomsForm(request.form)
    if not form.validate():
        return compose(round, form), 422
    hosts = {host.id: host for host in hosts_of(round)}
    for row in form.hosts:
        if host := hosts.get(row.form.host.data):
            furnish_host(current_user, host, row.form.room.data, row.form.video_link.data)
    if round.published_at:
        flash(_("Bewaard."), "success")
        return redirect(url_for("rounds.show", round_id=round.id), 303)
    return redirect(url_for("publications.new", round_id=round.id), 303)
