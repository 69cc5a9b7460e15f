"""What may be read of letters."""
