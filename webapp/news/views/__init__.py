"""The pages of this package."""

from webapp.news.views import (
    attachments,
    group_photos,
    new_posts,
    own_removals,
    photo_groups,
    photo_pages,
    photo_removals,
    photos,
    posts,
    reaches,
    removal_answers,
    removal_requests,
    seen_posts,
    withdrawals,
)

BLUEPRINTS = [
    attachments.bp,
    group_photos.bp,
    new_posts.bp,
    own_removals.bp,
    photo_groups.bp,
    photo_pages.bp,
    photo_removals.bp,
    photos.bp,
    posts.bp,
    reaches.bp,
    removal_answers.bp,
    removal_requests.bp,
    seen_posts.bp,
    withdrawals.bp,
]
