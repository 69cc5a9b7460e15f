"""The pages of this package."""

from webapp.pwa.views import icons, install, kept_reports, manifest, offline, service_worker

BLUEPRINTS = [module.bp for module in (manifest, icons, service_worker, offline, kept_reports, install)]
