"""Pages that gather from everywhere."""

from webapp.home.views import health, landing, long_jobs, mailbox, office, theme

BLUEPRINTS = [module.bp for module in (health, landing, long_jobs, mailbox, office, theme)]
