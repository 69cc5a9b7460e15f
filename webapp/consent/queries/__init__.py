"""Who may be pictured, and what was chosen."""
