"""The work of the board: what waits, and what was done."""
