"""What the law says of leave, as pure decisions."""
