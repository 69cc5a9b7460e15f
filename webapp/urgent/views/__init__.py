"""The pages of this package."""

from webapp.urgent.views import boards, call_lists, calls, confirmations, endings, messages, reviews

BLUEPRINTS = [module.bp for module in (messages, reviews, boards, confirmations, endings, calls, call_lists)]
