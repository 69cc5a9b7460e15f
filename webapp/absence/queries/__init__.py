"""What may be read of absence; every function starts from who asks."""
