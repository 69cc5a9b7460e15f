"""De schoolkalender: what happens when, in the portal and in a parent's own calendar; and who helps with it."""
