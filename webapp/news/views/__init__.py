"""The pages of this package."""

from webapp.news.views import attachments, new_posts, photos, posts, reaches, seen_posts, withdrawals

BLUEPRINTS = [attachments.bp, new_posts.bp, photos.bp, posts.bp, reaches.bp, seen_posts.bp, withdrawals.bp]
