"""The pages of this package."""

from webapp.documents.views import link_letter_files, link_letters

BLUEPRINTS = [link_letters.bp, link_letter_files.bp]
