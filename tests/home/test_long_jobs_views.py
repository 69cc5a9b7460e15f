"""The page of a long job: only its owner sees it, and it tells how far it is, whole or as a part of the page."""

import pytest

from tests.browsers import HTMX
from webapp.core.jobs import LongJob, start_long_job


@pytest.fixture
def job(cast) -> LongJob:
    job = start_long_job(cast.ingrid)
    job.progress(30, 180)
    return job


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_owner_sees_how_far_it_is(cast, browser_of, job, headers):
    answer = browser_of(cast.ingrid).get(f"/jobs/{job.id}", headers=headers)

    assert answer.status_code == 200
    assert "30 van 180" in answer.text
    assert ("<html" in answer.text) is not bool(headers)


def test_hundredths_are_told_as_such(cast, browser_of, job):
    job.progress(30, 100)

    answer = browser_of(cast.ingrid).get(f"/jobs/{job.id}")

    assert ">30%<" in answer.text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_owner_is_told_that_it_failed(cast, browser_of, job, headers):
    job.fail("Er ging iets mis.")

    answer = browser_of(cast.ingrid).get(f"/jobs/{job.id}", headers=headers)

    assert "Er ging iets mis." in answer.text


def test_owner_goes_on_when_it_is_finished(cast, browser_of, job):
    job.finish("/imports/7")
    browser = browser_of(cast.ingrid)

    plain, htmx = browser.get(f"/jobs/{job.id}"), browser.get(f"/jobs/{job.id}", headers=HTMX)

    assert (plain.status_code, plain.headers["Location"]) == (303, "/imports/7")
    assert (htmx.status_code, htmx.headers["HX-Redirect"]) == (204, "/imports/7")


def test_another_person_gets_404(cast, browser_of, job):
    answer = browser_of(cast.peter).get(f"/jobs/{job.id}")

    assert answer.status_code == 404


def test_stranger_is_sent_to_sign_in(client, job):
    answer = client.get(f"/jobs/{job.id}")

    assert "/sign-in" in answer.headers["Location"]
