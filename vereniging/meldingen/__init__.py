"""Reports from the neighbourhood: from the first word to a confirmed solution."""
