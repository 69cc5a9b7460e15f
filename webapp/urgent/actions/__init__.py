"""What is done with urgent messages."""
