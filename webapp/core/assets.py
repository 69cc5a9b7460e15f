"""Built files (css, js, icons) by their plain name: `asset("app.css")` is the hashed address, kept for a year."""

import json
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

DIST = Path(__file__).resolve().parents[1] / "static" / "dist"


def start_assets(app: Flask) -> None:
    DIST.mkdir(parents=True, exist_ok=True)
    manifest_file = DIST / "manifest.json"
    manifest: dict[str, str] = json.loads(manifest_file.read_text()) if manifest_file.exists() else {}

    def asset(name: str) -> str:
        return f"/static/dist/{manifest.get(name, name)}"

    app.jinja_env.globals["asset"] = asset
    app.extensions["assets_version"] = repr(sorted(manifest.values()))
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(DIST),
        prefix="static/dist/",
        max_age=3600,
        immutable_file_test=lambda path, url: Path(path).name in set(manifest.values()),
    )
