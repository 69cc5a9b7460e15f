"""What people do with schools. Each is one transaction; each raises Refused with the reason."""
