"""What may be read of leave requests; every function starts from who asks."""
