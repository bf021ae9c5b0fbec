"""What members give their delegates to take to the table."""
