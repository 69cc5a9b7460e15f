"""What reaches whom, how and when: on the phone, by mail, and what everybody chose to hear."""
