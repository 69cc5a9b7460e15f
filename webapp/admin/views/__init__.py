"""The pages of this package."""

from webapp.admin.views import gallery

BLUEPRINTS = [gallery.bp]
