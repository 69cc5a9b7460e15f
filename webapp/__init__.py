"""Schoolplein: the open parent portal for Dutch primary schools and after-school care."""
