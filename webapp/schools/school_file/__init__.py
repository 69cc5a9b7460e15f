"""Reads the list of groups, children and teachers that the school takes out of its own administration."""
