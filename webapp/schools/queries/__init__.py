"""What a person may see of schools: every function starts from who asks."""
