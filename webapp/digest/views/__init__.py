"""The pages of the digest."""

from webapp.digest.views import digests

BLUEPRINTS = [module.bp for module in (digests,)]
