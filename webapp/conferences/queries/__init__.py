"""Reads about talks: every function starts from who asks."""
