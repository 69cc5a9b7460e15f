"""The pages of the digest."""

from webapp.digest.views import digests, settings

BLUEPRINTS = [module.bp for module in (digests, settings)]
