"""The school's file becomes the unit: the first time, again, changed, for the care beside it, and when it may not."""

import json
import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from playhouse.test_utils import count_queries

from tests.cast import make_cast
from webapp import demo
from webapp.accounts.actions.sessions import open_session
from webapp.accounts.models import Person, Session
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.files import path_of
from webapp.core.jobs import LongJob
from webapp.schools.actions.import_files import forget_old_uploads, receive_file
from webapp.schools.actions.import_runs import apply_now, plan_import
from webapp.schools.actions.imports import (
    apply_import,
    choose_mapping,
    discard_import,
    import_school,
    order_plan,
    release_stuck_imports,
)
from webapp.schools.models import (
    Child,
    Enrolment,
    Group,
    PupilKey,
    SchoolImport,
    StaffMember,
    Teaching,
    Unit,
)
from webapp.schools.queries.links import groups_with_counts

DEMO = Path(demo.__file__).parent
KINDCENTRUM = DEMO / "kindcentrum.xml"
WRITTEN = (Child, Group, PupilKey, Enrolment, StaffMember, Teaching)

GROUPS = '<groep key="G3"><naam>Groep 3</naam></groep><groep key="G4"><naam>Groep 4</naam></groep>'
NOOR = ("1", "Noor", "Vries", "2020-03-14", "G3")
SEM = ("2", "Sem", "Berg", "2020-06-30", "G3")
ZOE = ("3", "Zoë", "Smit", "2019-06-30", "G4")
FIVE = [NOOR, SEM, ZOE, ("4", "Mila", "Mos", "2019-01-01", "G4"), ("5", "Bas", "Bos", "2019-01-02", "G4")]
JORIS = (
    '<leerkracht key="L1"><achternaam>Smit</achternaam><roepnaam>Joris</roepnaam>'
    '<groepen><groep key="G3"/></groepen></leerkracht>'
)


def edexml(*pupils, groups: str = GROUPS, teachers: str = JORIS, brin: str = "") -> bytes:
    written = "".join(
        f'<leerling key="{key}"><achternaam>{surname}</achternaam><roepnaam>{given}</roepnaam>'
        f'<geboortedatum>{born}</geboortedatum><groep key="{group}"/></leerling>\n'
        for key, given, surname, born, group in pupils
    )
    return (
        f"<EDEX><school><brincode>{brin}</brincode></school><groepen>{groups}</groepen>"
        f"<leerlingen>\n{written}</leerlingen><leerkrachten>{teachers}</leerkrachten></EDEX>"
    ).encode()


@pytest.fixture
def unit(transaction) -> Unit:
    return Unit.create(name="De Linde", kind="school", brin="97ZZ")


@pytest.fixture
def bring(tmp_path):
    """`bring(unit, data)`: the file is read and applied at once."""

    def import_bytes(unit, data, **more):
        path = tmp_path / "school.file"
        path.write_bytes(data)
        return import_school(unit, path, **more)

    return import_bytes


def places(unit: Unit) -> list[tuple[str, str]]:
    """Who is in which group now."""
    rows = (
        Enrolment.select(Child.given_name, Group.name)
        .join(Child)
        .join_from(Enrolment, Group)
        .where(Group.unit == unit, Enrolment.ends_on.is_null())
        .order_by(Child.given_name, Group.name)
    )
    return list(rows.tuples())


def rows_of_everything() -> list[int]:
    return [table.select().count() for table in WRITTEN]


def test_demo_school_is_imported_whole(transaction):
    school = Unit.create(name="De Notenboom", kind="school", brin="99ZZ")

    plan = import_school(school, KINDCENTRUM)

    assert (len(plan.children), plan.mistakes) == (180, [])
    assert Child.select().count() == PupilKey.select().count() == 180
    assert Group.select().where(Group.unit == school).count() == 9
    assert sum(group.children for group in groups_with_counts(school)) == 180
    assert Teaching.select().count() > 8


def test_same_file_twice_changes_nothing(transaction):
    school = Unit.create(name="De Notenboom", kind="school", brin="99ZZ")
    import_school(school, KINDCENTRUM)
    before = rows_of_everything()

    plan = import_school(school, KINDCENTRUM)

    assert (plan.is_empty, rows_of_everything()) == (True, before)


def test_care_shares_the_children_of_the_school(transaction):
    school = Unit.create(name="De Notenboom", kind="school", brin="99ZZ")
    care = Unit.create(name="De Notenkraker", kind="bso")
    import_school(school, KINDCENTRUM)

    plan = import_school(care, DEMO / "bso.csv")

    shared = [step for step in plan.children if step.is_shared]
    assert (len(plan.children), len(shared)) == (60, 50)
    assert Child.select().count() == 180 + 60 - 50
    assert import_school(care, DEMO / "bso.csv").is_empty
    assert import_school(school, KINDCENTRUM).is_empty


def test_child_moves_from_one_group_to_another(unit, bring):
    bring(unit, edexml(NOOR, SEM))

    bring(unit, edexml((*NOOR[:4], "G4"), SEM))

    assert places(unit) == [("Noor", "Groep 4"), ("Sem", "Groep 3")]
    assert Enrolment.select().where(Enrolment.ends_on == clock.today()).count() == 1


def test_child_gone_is_ended_and_comes_back_as_the_same_child(unit, bring):
    bring(unit, edexml(*FIVE))
    sem = Child.get(Child.given_name == "Sem")

    bring(unit, edexml(*[pupil for pupil in FIVE if pupil != SEM]))
    without = places(unit)
    bring(unit, edexml(*FIVE))

    assert ("Sem", "Groep 3") not in without
    assert ("Sem", "Groep 3") in places(unit)
    assert Child.get(Child.given_name == "Sem").id == sem.id


def test_file_leaves_a_secret_address_as_the_office_recorded_it(unit, bring):
    bring(unit, edexml(*FIVE))
    Child.update(has_secret_address=True).where(Child.given_name == "Sem").execute()

    bring(unit, edexml(*[pupil for pupil in FIVE if pupil != SEM]))
    bring(unit, edexml(*FIVE))

    assert [child.given_name for child in Child.select().where(Child.has_secret_address)] == ["Sem"]


def test_renamed_group_keeps_its_children(unit, bring):
    bring(unit, edexml(NOOR, ZOE))
    group = Group.get(Group.key == "G3", Group.unit == unit)

    bring(unit, edexml(NOOR, ZOE, groups=GROUPS.replace("Groep 3", "De Eikels")))

    assert (Group.get_by_id(group.id).name, places(unit)) == ("De Eikels", [("Noor", "De Eikels"), ("Zoë", "Groep 4")])


def test_group_ends_with_its_children_and_comes_back(unit, bring):
    only3 = GROUPS[: GROUPS.index("<groep", 5)]
    bring(unit, edexml(NOOR, SEM, ZOE))

    bring(unit, edexml(NOOR, SEM, groups=only3))
    ended_on = Group.get(Group.key == "G4", Group.unit == unit).ended_on
    bring(unit, edexml(NOOR, SEM, ZOE))

    assert (ended_on, Group.get(Group.key == "G4", Group.unit == unit).ended_on) == (clock.today(), None)
    assert places(unit) == [("Noor", "Groep 3"), ("Sem", "Groep 3"), ("Zoë", "Groep 4")]


def test_table_after_edexml_makes_nobody_twice(unit, bring):
    bring(unit, edexml(NOOR, SEM, groups=GROUPS[: GROUPS.index("<groep", 5)]))

    plan = bring(unit, b"Roepnaam;Achternaam;Groep\nnoor;Vries;groep 3\nSem;Berg;Groep 3\n")

    assert [step.whats for step in plan.children] == [("changed",)]
    assert [child.given_name for child in Child.select().order_by(Child.id)] == ["noor", "Sem"]


def test_numbers_that_went_to_other_children_go_along(unit, bring):
    bring(unit, edexml(NOOR, SEM))
    noor, sem = Child.get(Child.given_name == "Noor"), Child.get(Child.given_name == "Sem")

    bring(unit, edexml(("2", *NOOR[1:]), ("1", *SEM[1:])))

    keys = dict(PupilKey.select(PupilKey.key, PupilKey.child).where(PupilKey.unit == unit).tuples())
    assert keys == {"2": noor.id, "1": sem.id}


def test_number_that_went_to_another_teacher_makes_another_function(unit, bring):
    bring(unit, edexml(NOOR))
    other = JORIS.replace("Smit", "Wit").replace("Joris", "Eva")

    bring(unit, edexml(NOOR, teachers=other))

    rows = StaffMember.select(StaffMember.name, StaffMember.key, StaffMember.ends_on).order_by(StaffMember.id)
    assert list(rows.tuples()) == [("Joris Smit", None, clock.today()), ("Eva Wit", "L1", None)]


def test_two_new_children_of_one_name_and_day_are_two_children(unit, bring):
    bring(unit, edexml(NOOR, ("9", *NOOR[1:4], "G4")))

    assert places(unit) == [("Noor", "Groep 3"), ("Noor", "Groep 4")]
    assert Child.select().count() == 2


def test_teacher_is_changed_ended_and_comes_back(unit, bring):
    bring(unit, edexml(NOOR, ZOE))
    other = JORIS.replace("L1", "L2").replace("Joris", "Eva")

    bring(unit, edexml(NOOR, ZOE, teachers=other + JORIS.replace("Smit", "Smid").replace('"G3"', '"G4"')))
    taught = list(Teaching.select(StaffMember.name, Group.name).join(StaffMember).join_from(Teaching, Group).tuples())
    bring(unit, edexml(NOOR, ZOE, teachers=other))
    ended = StaffMember.get(StaffMember.key == "L1").ends_on
    bring(unit, edexml(NOOR, ZOE))

    assert sorted(taught) == [("Eva Smit", "Groep 3"), ("Joris Smid", "Groep 4")]
    assert (ended, StaffMember.get(StaffMember.key == "L1").ends_on) == (clock.today(), None)


def test_teacher_who_left_is_signed_out_and_one_with_another_function_is_not(unit, bring):
    joris, eva = (
        Person.create(name=name, email=f"{name}@linde.example", created_at=clock.now(), signs_in_daily=True)
        for name in ("joris", "eva")
    )
    bring(unit, edexml(NOOR, teachers=JORIS + JORIS.replace("L1", "L2").replace("Joris", "Eva")))
    for person in (joris, eva):
        member = StaffMember.update(person=person).where(StaffMember.name == f"{person.name.title()} Smit")
        member.execute()
        open_session(person, "Telefoon", (30, 12))
    StaffMember.create(unit=unit, person=eva, role="office", name="Eva", starts_on=clock.today())

    bring(unit, edexml(NOOR, teachers=JORIS.replace("L1", "L3").replace("Joris", "Piet")))

    still_in = [row.person_id for row in Session.select().where(Session.ended_at.is_null())]
    assert still_in == [eva.id]
    assert not Person.get_by_id(joris.id).signs_in_daily


@pytest.mark.parametrize(("activated", "email"), [(True, "joris@oud.example"), (False, "joris@nieuw.example")])
def test_address_changes_only_while_nobody_signs_in_with_it(unit, bring, activated, email):
    mailed = JORIS.replace("<groepen>", "<emailadres>{}</emailadres><groepen>")
    bring(unit, edexml(NOOR, teachers=mailed.format("Joris@oud.example")))
    person = Person.create(
        name="Joris", email="joris@oud.example", created_at=clock.now(), activated_at=clock.now() if activated else None
    )
    StaffMember.update(person=person, invited_at=clock.now()).execute()

    bring(unit, edexml(NOOR, teachers=mailed.format("joris@nieuw.example")))

    member = StaffMember.get()
    assert (member.email, member.person_id is None) == (email, not activated)


def test_move_that_is_planned_already_stays_as_planned(unit, bring):
    bring(unit, edexml(NOOR, ZOE))
    next_week = clock.today() + timedelta(days=7)
    group4 = Group.get(Group.key == "G4", Group.unit == unit)
    noor = Child.get(Child.given_name == "Noor")
    Enrolment.update(ends_on=next_week).where(Enrolment.child == noor).execute()
    Enrolment.create(child=noor, group=group4, starts_on=next_week)

    before, after = bring(unit, edexml(NOOR, ZOE)), bring(unit, edexml((*NOOR[:4], "G4"), ZOE))

    assert (before.is_empty, after.is_empty) == (True, True)


def test_child_that_starts_later_is_not_ended_for_want_of_a_line(unit, bring):
    bring(unit, edexml(NOOR, ZOE))
    child = Child.create(given_name="Later", surname="Kind")
    group = Group.get(Group.key == "G4", Group.unit == unit)
    Enrolment.create(child=child, group=group, starts_on=clock.today() + timedelta(days=7))

    assert bring(unit, edexml(NOOR, ZOE)).is_empty


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (edexml(NOOR, brin="98ZZ"), "other_school"),
        (edexml(NOOR, (*SEM[:4], "G9")), "mistakes"),
    ],
)
def test_what_may_not_be_applied_changes_nothing(unit, bring, data, code):
    before = rows_of_everything(), AuditEntry.select().count()

    with pytest.raises(Refused) as refused:
        bring(unit, data)

    assert refused.value.code == code
    assert (rows_of_everything(), AuditEntry.select().count()) == before


def test_number_of_statements_does_not_grow_with_the_children(unit, bring):
    with count_queries() as two:
        bring(unit, edexml(NOOR, SEM))
    other = Unit.create(name="De Eik", kind="school")
    with count_queries() as five:
        bring(other, edexml(*FIVE))

    assert five.count == two.count


# The office's way: upload, plan, apply.


@pytest.fixture
def ingrid(unit) -> Person:
    return Person.create(name="Ingrid", email="ingrid@linde.example", created_at=clock.now())


def run_plan(by: Person, school_import: SchoolImport) -> SchoolImport:
    job = order_plan(by, school_import)
    plan_import(job.id, school_import.id)
    return SchoolImport.get_by_id(school_import.id)


def planned(by: Person, unit: Unit, data: bytes) -> SchoolImport:
    return run_plan(by, receive_file(by, unit, "leerlingen.xml", data))


def test_plan_is_kept_and_nothing_is_written_yet(unit, ingrid):
    before = rows_of_everything()

    school_import = planned(ingrid, unit, edexml(*FIVE))

    assert school_import.state == "planned"
    assert json.loads(school_import.plan)["counts"]["children_new"] == 5
    assert rows_of_everything() == before


def test_uploaded_file_is_for_the_portal_alone_and_goes_when_applied(unit, ingrid):
    school_import = planned(ingrid, unit, edexml(*FIVE))
    path = path_of(school_import.file)
    mode = stat.S_IMODE(path.stat().st_mode)

    apply_now(apply_import(ingrid, school_import).id, school_import.id)

    applied = SchoolImport.get_by_id(school_import.id)
    assert (mode, path.exists()) == (0o600, False)
    assert (applied.state, applied.applied_at is not None, "Noor" in applied.plan) == ("applied", True, False)
    assert len(places(unit)) == 5
    assert AuditEntry.select().where(AuditEntry.verb == "apply_import").count() >= 1


def test_job_tells_how_far_it_is_and_where_to_go_on(unit, ingrid):
    school_import = receive_file(ingrid, unit, "a.xml", edexml(*FIVE))
    job = order_plan(ingrid, school_import)

    plan_import(job.id, school_import.id)

    job = LongJob.get_by_id(job.id)
    assert (job.state, job.done, job.total, job.result) == ("finished", 100, 100, f"/imports/{school_import.id}")


def test_plan_of_a_unit_that_changed_is_made_anew_and_not_applied(unit, ingrid):
    school_import = planned(ingrid, unit, edexml(*FIVE))
    Group.create(unit=unit, key="X", name="Nieuw")
    before = rows_of_everything()

    apply_now(apply_import(ingrid, school_import).id, school_import.id)

    renewed = SchoolImport.get_by_id(school_import.id)
    outline = json.loads(renewed.plan)
    assert (renewed.state, outline["is_renewed"], outline["counts"]["groups_ended"]) == ("planned", True, 1)
    assert rows_of_everything() == before


def test_table_waits_for_its_columns_and_remembers_them(unit, ingrid):
    data = b"Wie;Waar\nNoor Vries;Groep 3\n"
    first = receive_file(ingrid, unit, "a.csv", data)
    job = choose_mapping(ingrid, first, {"Wie": "full_name", "Waar": "group"})
    plan_import(job.id, first.id)
    apply_now(apply_import(ingrid, SchoolImport.get_by_id(first.id)).id, first.id)

    second = receive_file(ingrid, unit, "b.csv", data)

    assert (first.state, second.state) == ("mapping", "mapping")
    assert json.loads(second.mapping) == {"Wie": "full_name", "Waar": "group"}
    assert places(unit) == [("Noor", "Groep 3")]


def test_import_that_moved_on_is_refused(unit, ingrid):
    school_import = planned(ingrid, unit, edexml(*FIVE))
    apply_now(apply_import(ingrid, school_import).id, school_import.id)
    before = rows_of_everything()

    for action in (apply_import, order_plan, discard_import):
        with pytest.raises(Refused) as refused:
            action(ingrid, school_import)
        assert refused.value.code == "import_moved_on"

    assert rows_of_everything() == before


def test_many_children_end_only_when_the_office_is_sure(unit, ingrid, bring):
    bring(unit, edexml(*FIVE))
    school_import = planned(ingrid, unit, edexml(NOOR, SEM))

    with pytest.raises(Refused) as refused:
        apply_import(ingrid, school_import)

    assert refused.value.code == "ends_many"
    assert (SchoolImport.get_by_id(school_import.id).state, LongJob.select().count()) == ("planned", 1)


def test_discarded_file_is_gone(unit, ingrid):
    school_import = planned(ingrid, unit, edexml(*FIVE))

    discard_import(ingrid, school_import)

    assert (SchoolImport.select().count(), path_of(school_import.file).exists()) == (0, False)


def test_file_brought_twice_stays_while_one_import_needs_it(unit, ingrid):
    first, second = (receive_file(ingrid, unit, "a.xml", edexml(*FIVE)) for _ in range(2))

    discard_import(ingrid, first)

    assert (first.file, path_of(second.file).exists()) == (second.file, True)


def test_files_go_by_themselves_after_a_week(unit, ingrid):
    old = receive_file(ingrid, unit, "a.xml", edexml(NOOR))
    SchoolImport.update(created_at=clock.now() - timedelta(days=7, minutes=1)).execute()
    new = receive_file(ingrid, unit, "b.xml", edexml(SEM))

    forgotten = forget_old_uploads()

    assert (forgotten, path_of(old.file).exists(), path_of(new.file).exists()) == (1, False, True)
    assert [row.id for row in SchoolImport.select()] == [new.id]


def test_import_of_a_killed_worker_can_be_tried_again(unit, ingrid):
    school_import = planned(ingrid, unit, edexml(*FIVE))
    job = apply_import(ingrid, school_import)
    too_soon = release_stuck_imports()
    LongJob.update(created_at=clock.now() - timedelta(minutes=16)).where(LongJob.id == job.id).execute()

    released = release_stuck_imports()

    assert (too_soon, released) == (0, 1)
    assert SchoolImport.get_by_id(school_import.id).state == "planned"


def test_failure_while_writing_leaves_everything_as_it_was(unit, ingrid, monkeypatch):
    school_import = planned(ingrid, unit, edexml(*FIVE))
    before = rows_of_everything()
    job = apply_import(ingrid, school_import)
    monkeypatch.setattr("webapp.schools.actions.import_writing.write_staff", lambda *_: 1 / 0)

    apply_now(job.id, school_import.id)

    assert rows_of_everything() == before
    assert (LongJob.get_by_id(job.id).state, SchoolImport.get_by_id(school_import.id).state) == ("failed", "planned")


@pytest.mark.committed
def test_of_two_who_apply_at_once_one_wins(app, transaction):
    cast = make_cast()
    school_import = planned(cast.ingrid, cast.school, edexml(*FIVE, brin="99ZZ"))
    told: list[str] = []
    start = threading.Barrier(2)

    def press(person: Person) -> None:
        with app.app_context(), db.connection_context():
            start.wait()
            try:
                apply_import(person, school_import, is_sure=True)
                told.append("applied")
            except Refused as refused:
                told.append(refused.code)

    threads = [threading.Thread(target=press, args=(person,)) for person in (cast.ingrid, cast.peter)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["applied", "import_moved_on"]


@pytest.mark.committed
def test_progress_is_told_while_nothing_is_being_written(app, transaction, monkeypatch):
    cast = make_cast()
    school_import = planned(cast.ingrid, cast.school, edexml(*FIVE, brin="99ZZ"))
    job = apply_import(cast.ingrid, school_import, is_sure=True)
    told: list[bool] = []
    monkeypatch.setattr(LongJob, "progress", lambda job, done, total: told.append(db.in_transaction()))

    apply_now(job.id, school_import.id)

    assert (set(told), SchoolImport.get_by_id(school_import.id).state) == ({False}, "applied")


@pytest.mark.committed
def test_of_two_files_applied_at_once_the_second_is_planned_anew(app, transaction):
    cast = make_cast()
    files = [edexml(*FIVE, brin="99ZZ"), edexml(NOOR, SEM, brin="99ZZ")]
    imports = [planned(cast.ingrid, cast.school, data) for data in files]
    jobs = [apply_import(cast.ingrid, school_import, is_sure=True).id for school_import in imports]

    def run(place: int) -> None:
        with app.app_context(), db.connection_context():
            apply_now(jobs[place], imports[place].id)

    threads = [threading.Thread(target=run, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    states = sorted(row.state for row in SchoolImport.select())
    assert states == ["applied", "planned"]
    assert len(places(cast.school)) in (2, 5)
