"""What a person may ask of us about their own data (AVG articles 15 to 22)."""
