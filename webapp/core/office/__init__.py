"""Office documents that people attach, written anew with nothing in them that acts, fetches or tells of its maker."""
