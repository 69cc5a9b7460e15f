"""People, how they sign in, and what they tell about themselves."""
