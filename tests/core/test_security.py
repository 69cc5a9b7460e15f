"""What every answer carries, who is let in, and where a visitor can be sent."""

import pytest

from tests.browsers import HTMX
from webapp.core.security import Policy, anyone, safe_next

ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}
PAGE = "/account/profile"


@pytest.fixture
def route(app, monkeypatch):
    """`route(view)`: what stands at /health for this test."""
    return lambda view: monkeypatch.setitem(app.view_functions, "health.show", view)


@pytest.fixture
def tokens(app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


def token_in(page: str) -> str:
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def test_every_page_tells_the_browser_to_be_careful(client):
    headers = client.get("/").headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    assert {name: headers.get(name) for name in ("X-Content-Type-Options", "Referrer-Policy", "Vary")} == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Vary": "HX-Request, Cookie",
    }
    assert headers["Permissions-Policy"] == "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
    assert [headers[f"Cross-Origin-{name}-Policy"] for name in ("Opener", "Resource")] == ["same-origin"] * 2


@pytest.mark.parametrize("path", ["/", "/nowhere", "/theme.css", "/static/nowhere"])
def test_errors_and_files_are_careful_too(client, path):
    headers = client.get(path).headers

    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("address", "insists"),
    [("https://portaal.example", "max-age=31536000; includeSubDomains"), ("http://portaal.example", None)],
)
def test_https_is_for_ever(client, address, insists):
    assert client.get("/", base_url=address).headers.get("Strict-Transport-Security") == insists


def test_no_personal_page_is_kept_by_a_browser(cast, client, browser_of):
    mine = browser_of(cast.marieke).get(PAGE).headers["Cache-Control"]

    assert (mine, client.get("/sign-in").headers["Cache-Control"]) == ("private, no-store", "no-cache")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "http://localhost:8080"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[localhost"}, 403),
    ],
)
def test_other_site_changes_nothing(client, headers, status):
    answer = client.post("/language", data={"language": "en"}, headers=headers)

    assert (answer.status_code, client.get_cookie("language") is not None) == (status, status == 303)


def test_other_site_may_link_here(client):
    assert client.get("/", headers=ELSEWHERE).status_code == 200


def test_form_without_its_token_changes_nothing(client, tokens):
    answer = client.post("/language", data={"language": "en"})

    assert (answer.status_code, client.get_cookie("language")) == (400, None)


def test_form_with_its_token_is_taken(client, tokens):
    token = token_in(client.get("/sign-in").text)

    answer = client.post("/language", data={"language": "en", "csrf_token": token})

    assert answer.status_code == 303


def test_token_of_another_browser_is_refused(app, client, tokens):
    theirs = token_in(app.test_client().get("/sign-in").text)
    client.get("/sign-in")

    assert client.post("/language", data={"language": "en", "csrf_token": theirs}).status_code == 400


def test_route_without_a_policy_is_not_there(client, route):
    route(lambda: "secret")

    assert client.get("/health").status_code == 404


def test_open_route_lets_everybody_in(client, route):
    route(anyone(lambda: "open"))

    assert client.get("/health").text == "open"


def test_whom_a_policy_does_not_allow_finds_nothing(cast, browser_of, route):
    route(Policy("karima_only", lambda person: person.id == cast.karima.id)(lambda: "Yara"))

    assert browser_of(cast.karima).get("/health").text == "Yara"
    refused = browser_of(cast.marieke).get("/health")
    assert (refused.status_code, "Yara" in refused.text) == (404, False)


def test_nothing_there_looks_like_not_for_you(cast, browser_of, route):
    route(Policy("nobody", lambda person: False)(lambda: "secret"))
    browser = browser_of(cast.marieke)

    assert browser.get("/health").text == browser.get("/nowhere").text.replace("/nowhere", "/health")


@pytest.mark.parametrize(
    ("path", "next_page"),
    [(PAGE, "/account/profile"), (f"{PAGE}?tab=1%262", "/account/profile?tab%3D1%25262")],
)
def test_stranger_signs_in_and_comes_back(client, path, next_page):
    answer = client.get(path)

    assert (answer.status_code, answer.location) == (303, f"/sign-in?next={next_page}")


def test_stranger_who_posts_does_not_come_back_to_an_address_that_takes_only_posts(client):
    answer = client.post("/sign-out")

    assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_htmx_of_a_stranger_goes_to_the_sign_in_page_as_a_whole(client):
    answer = client.get(PAGE, headers=HTMX)

    assert (answer.status_code, answer.headers["HX-Redirect"], answer.text) == (204, f"/sign-in?next={PAGE}", "")


@pytest.mark.parametrize("address", ["/", "/news", "/news?child=7&page=2", "/a%20b#c", "/news?at=http://b.example"])
def test_page_of_ours_is_gone_on_to(address):
    assert safe_next(address, "/otherwise") == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "news",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\t\\evil.example",
        "/\n/evil.example",
        " //evil.example",
        "/ok\r\nSet-Cookie: a=b",
        "https://evil.example",
        "https:evil.example",
        "https:/evil.example",
        "javascript:alert(1)",
        "//[evil",
        "http://[",
        "/\x00",
    ],
)
def test_address_that_leads_elsewhere_is_dropped(address):
    assert safe_next(address, "/otherwise") == "/otherwise"


def test_trusted_web_server_tells_who_visits_and_an_untrusted_one_does_not(client, route):
    from flask import request

    route(anyone(lambda: request.remote_addr))

    assert client.get("/health", headers={"X-Forwarded-For": "203.0.113.7"}).text == "127.0.0.1"
