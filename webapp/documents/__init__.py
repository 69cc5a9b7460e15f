"""Letters and reports on paper."""
