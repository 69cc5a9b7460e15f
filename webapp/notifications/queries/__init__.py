"""What is asked of notifications."""
