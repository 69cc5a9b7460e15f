"""Making letters and reports, and clearing them away."""
