"""The pages of this package."""

from webapp.documents.views import letter_checks, letters, link_letter_files, link_letters

BLUEPRINTS = [module.bp for module in (letters, letter_checks, link_letters, link_letter_files)]
