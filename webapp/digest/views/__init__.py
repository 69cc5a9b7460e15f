"""The pages of the digest."""

from webapp.digest.views import digests, previews, runs, settings

BLUEPRINTS = [module.bp for module in (digests, settings, previews, runs)]
