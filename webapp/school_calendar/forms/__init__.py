"""What is typed for the calendar."""
