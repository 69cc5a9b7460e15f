"""What people fill in about leave."""
