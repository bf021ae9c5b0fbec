"""Positions: what members want their delegates to say, from first idea to decision."""
