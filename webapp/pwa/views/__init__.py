"""The pages of this package."""

from webapp.pwa.views import icons, install, manifest, offline, service_worker

BLUEPRINTS = [manifest.bp, icons.bp, service_worker.bp, offline.bp, install.bp]
