"""What stands in whose calendar."""
