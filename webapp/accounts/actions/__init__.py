"""What people do with their account. Each is one transaction; each raises Refused with the reason."""
