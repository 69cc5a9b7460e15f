"""Whom the portal tells of talks. No child's name stands in it."""
