"""What the school tells: posts, and the feed a person reads them in."""
