"""The manual, in the portal, per role."""
