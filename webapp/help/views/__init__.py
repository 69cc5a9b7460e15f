"""The pages of this package."""

from webapp.help.views import help

BLUEPRINTS = [help.bp]
