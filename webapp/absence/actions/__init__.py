"""What is done with absence reports, presence and questions."""
