"""Decisions about consent."""
