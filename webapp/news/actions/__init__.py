"""What people do with posts, photos and drafts."""
