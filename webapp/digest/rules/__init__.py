"""Decisions about digests."""
