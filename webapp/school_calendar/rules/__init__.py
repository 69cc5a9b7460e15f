"""Decisions about the calendar."""
