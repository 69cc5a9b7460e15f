"""What the calendar says."""
