"""What is told about consents. No child's name and no choice: a lock screen shows it."""
