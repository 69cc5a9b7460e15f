"""What is typed about absence."""
