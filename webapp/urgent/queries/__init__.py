"""What is asked of urgent messages."""
