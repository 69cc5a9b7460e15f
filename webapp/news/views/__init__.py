"""The pages of this package."""

from webapp.news.views import new_posts, posts, reaches, seen_posts, withdrawals

BLUEPRINTS = [new_posts.bp, posts.bp, reaches.bp, seen_posts.bp, withdrawals.bp]
