"""The house rules that a machine can check: imports flow one way, files have known names, no route is undeclared."""

import ast
from pathlib import Path

import pytest

from webapp.core.security import policy_of

ROOT = Path(__file__).resolve().parents[1]
WEBAPP = ROOT / "webapp"

# Each package may import only what stands in an earlier row than its own (and itself).
STOREYS = [
    {"core"},
    {"accounts"},
    {"schools"},
    {"notifications", "documents"},
    {"news", "urgent", "school_calendar", "conferences", "absence", "leave", "consent", "directory", "conversations"},
    {"home", "admin", "help", "pwa", "digest"},
    {""},  # what stands beside the packages: the application itself, its commands, its list of tables
    {"demo"},  # the demo school fills all of them
]
# Doors between neighbours, each with its reason.
SIDEWAYS: dict[tuple[str, str], str] = {
    ("home", "demo.people"): "the front door of a demo tells whom a visitor can sign in as",
    ("consent", "news.notices"): "who placed photos of a child hears that a parent asks to take them all away",
    ("conferences", "school_calendar.actions"): "a booked talk stands in the calendar of the parents",
    ("conferences", "school_calendar.queries"): "a booked talk can be taken along to a calendar program",
    ("leave", "absence.actions"): "leave that is noted or given is an absence",
    ("leave", "absence.rules"): "from when until when, in the words of absence",
    ("news", "conferences.queries"): "on top of the feed stands for which talks a parent has still to choose",
    ("news", "consent.queries"): "who may be in a photo, and who asked to take one away",
    ("news", "consent.actions"): "a parent asks to take a photo away",
    ("news", "consent.rules"): "what the choices for a child come to",
    ("news", "consent.phrases"): "in the words of consent",
    ("news", "school_calendar.queries"): "beside the feed stands the coming week",
    ("news", "urgent.queries"): "what is urgent stands in red on top of the feed",
}

# A file of a feature, and what it may lean on: only what stands before it.
VOCABULARY = [
    "school_file",
    "models",
    "rules",
    "phrases",
    "jobs",
    "queries",
    "policies",
    "notices",
    "actions",
    "forms",
    "views",
]
CORE_KNOWS_FLASK = {"core", ""}


def python_files() -> list[Path]:
    return [path for path in sorted(WEBAPP.rglob("*.py")) if "migrations" not in path.parts]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_of(module: str) -> str:
    parts = module.split(".")
    known = set().union(*STOREYS)
    return parts[1] if len(parts) > 1 and parts[1] in known else ""


def storey_of(package: str) -> int:
    return next(number for number, storey in enumerate(STOREYS) if package in storey)


def imports_of(path: Path, only_at_top: bool = False) -> list[str]:
    tree = ast.parse(path.read_text())
    nodes = tree.body if only_at_top else list(ast.walk(tree))
    found: list[str] = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{name.name}" for name in node.names]
    return found


def wrong_way(package: str, other: str) -> bool:
    mine, theirs = storey_of(package), storey_of(other)
    return package != other and package != "" and theirs >= mine


def test_packages_import_only_from_lower_storeys():
    wrong = [
        f"{module_of(path)} → {name}"
        for path in python_files()
        for name in imports_of(path)
        if name.startswith("webapp.")
        and wrong_way(package_of(module_of(path)), package_of(name))
        and not any(
            module_of(path).startswith(f"webapp.{mine}.") and name.startswith(f"webapp.{theirs}")
            for mine, theirs in SIDEWAYS
        )
    ]

    assert wrong == []


def word_of(module: str) -> str | None:
    """Which word of the vocabulary a module is: `webapp.news.actions.posts` is `actions`."""
    parts = module.split(".")
    return parts[2] if len(parts) > 2 and parts[2] in VOCABULARY else None


def test_inside_a_package_files_lean_only_on_earlier_ones():
    wrong = []
    for path in python_files():
        module = module_of(path)
        word = word_of(module)
        if word is None or package_of(module) in {"core", ""}:
            continue
        for name in imports_of(path, only_at_top=True):
            other = word_of(name)
            if other and package_of(name) == package_of(module) and VOCABULARY.index(other) > VOCABULARY.index(word):
                wrong.append(f"{module} → {name}")

    assert wrong == []


def test_every_file_of_a_feature_has_a_name_from_the_vocabulary():
    features = set().union(*STOREYS) - {"core", "", "demo"}
    unknown = [
        str(path.relative_to(WEBAPP))
        for path in python_files()
        if path.relative_to(WEBAPP).parts[0] in features
        and path.relative_to(WEBAPP).parts[1].removesuffix(".py") not in [*VOCABULARY, "__init__", "channels"]
    ]

    assert unknown == []


def test_only_views_and_core_know_flask():
    wrong = [
        f"{module_of(path)} → {name}"
        for path in python_files()
        for name in imports_of(path)
        if name.split(".")[0] in {"flask", "flask_login", "flask_babel", "flask_wtf", "werkzeug"}
        and package_of(module_of(path)) not in CORE_KNOWS_FLASK | {"pwa", "demo"}
        and word_of(module_of(path)) != "views"
    ]

    assert wrong == []


def test_views_know_no_tables():
    wrong = [
        f"{module_of(path)} → {name}"
        for path in python_files()
        for name in imports_of(path)
        if word_of(module_of(path)) == "views"
        and (name.startswith("peewee") or word_of(name) == "models")
        and module_of(path) != "webapp.accounts.views.visitor"  # Flask-Login is given the person there
    ]

    assert wrong == []


def test_no_save_is_overridden_and_no_signal_is_used():
    wrong = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if "playhouse.signals" in path.read_text() or "def save(" in path.read_text()
    ]

    assert wrong == []


def test_every_route_declares_who_may_use_it(app):
    undeclared = [
        str(rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and policy_of(app.view_functions[rule.endpoint]) is None
    ]

    assert undeclared == []


HANDLERS = {"index", "new", "create", "show", "edit", "update", "destroy"}


def test_handlers_have_only_the_seven_names(app):
    others = sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and rule.endpoint.rpartition(".")[2] not in HANDLERS
    )

    assert others == []


@pytest.mark.parametrize("path", sorted((WEBAPP / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_templates_hold_no_style_or_script_of_their_own(path):
    if "print" in path.parts or "email" in path.parts:
        pytest.skip("letters and mails are not pages: no CSP, and mail programs want styles inside")

    text = path.read_text()

    assert [mark for mark in (" style=", "<style", "onclick=", "|safe") if mark in text] == []
