"""What can be done in the calendar."""
