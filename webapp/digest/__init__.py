"""De nieuwsbrief op zaterdag: last week's posts and next week's calendar of a family on one page, and by mail."""
