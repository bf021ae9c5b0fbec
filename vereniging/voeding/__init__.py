"""What members give their delegates on the way to a meeting, and what came of it."""
