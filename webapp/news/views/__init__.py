"""The pages of this package."""

from webapp.news.views import (
    attachments,
    draft_attachments,
    draft_photos,
    drafts,
    group_photos,
    new_posts,
    own_removals,
    photo_groups,
    photo_pages,
    photo_removals,
    photo_tags,
    photos,
    post_photos,
    posts,
    reaches,
    removal_answers,
    removal_requests,
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
        group_photos,
        new_posts,
        own_removals,
        photo_groups,
        photo_pages,
        photo_removals,
        photos,
        post_photos,
        posts,
        reaches,
        removal_answers,
        removal_requests,
        seen_posts,
        withdrawals,
    )
]
