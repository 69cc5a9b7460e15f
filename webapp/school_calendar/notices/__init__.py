"""Whom the portal tells of the calendar."""
