"""Decisions about posts and photos."""
