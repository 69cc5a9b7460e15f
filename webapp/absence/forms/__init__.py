"""What people type about absence."""
