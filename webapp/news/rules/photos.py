"""How many photos and papers a post has, and how large they may be."""

MOST_PHOTOS = 40
LARGEST_PHOTO = 25 * 1024 * 1024
MOST_ATTACHMENTS = 5
LONGEST_ALT = 300
UPLOAD = "photo"  # the ending of what was sent, whatever it is: nothing ever serves it
