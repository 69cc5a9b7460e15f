"""Pages that gather from everywhere."""

from webapp.home.views import administration, health, landing, long_jobs, mailbox, office, theme

BLUEPRINTS = [module.bp for module in (administration, health, landing, long_jobs, mailbox, office, theme)]
