"""Figures of the neighbourhood: what was reported, how long it took, and what people think."""
