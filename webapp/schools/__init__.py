"""Schools, groups, children, who belongs to whom, and the letter that links a parent to a child."""
