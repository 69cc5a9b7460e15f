"""Where a visitor lands, and pages that gather from many features."""
