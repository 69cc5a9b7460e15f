"""What can be done with rounds and talks."""
