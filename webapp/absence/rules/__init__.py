"""Decisions about absence."""
