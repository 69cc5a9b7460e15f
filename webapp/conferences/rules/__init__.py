"""Decisions about talks between parents and teachers."""
