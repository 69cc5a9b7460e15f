"""What is typed about talks."""
