"""What is done with leave requests."""
