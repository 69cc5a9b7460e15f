"""Who is in my child's group: names and phone numbers of families who want to be found."""
