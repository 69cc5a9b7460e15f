"""Choosing, and the register that keeps it."""
