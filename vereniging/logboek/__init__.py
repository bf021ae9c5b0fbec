"""What happened, in a chain of hashes that nobody can rewrite unseen."""
