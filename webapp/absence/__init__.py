"""A child who is not there: reported by a parent or the school, seen by the teacher, asked after when nobody knows."""
