"""What cannot wait: a short message to every phone at once, and for its sender whom it reached."""
