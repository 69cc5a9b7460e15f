"""What people fill in about leave: the family and the school."""
