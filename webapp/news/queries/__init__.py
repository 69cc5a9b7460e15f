"""What a person may read, and whom they may write to."""
