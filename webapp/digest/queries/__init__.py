"""What stands in a digest, and for whom one is due."""
