"""Decisions about schools: values in, answer out."""
