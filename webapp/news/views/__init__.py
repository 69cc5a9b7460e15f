"""The pages of this package."""

from webapp.news.views import (
    attachments,
    draft_attachments,
    draft_photos,
    drafts,
    new_posts,
    photo_tags,
    photos,
    post_photos,
    posts,
    reaches,
    seen_posts,
    withdrawals,
)

BLUEPRINTS = [
    module.bp
    for module in (
        attachments,
        drafts,
        draft_attachments,
        draft_photos,
        photo_tags,
        new_posts,
        photos,
        post_photos,
        posts,
        reaches,
        seen_posts,
        withdrawals,
    )
]
