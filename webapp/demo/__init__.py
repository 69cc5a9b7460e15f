"""A school to look around in: the files of a kindcentrum that does not exist, and the names that people it."""
