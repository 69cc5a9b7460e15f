"""What a web server runs: `gunicorn webapp.wsgi:app`."""

from webapp import create_app

app = create_app()
