"""What people are told about leave: the family and the school."""
