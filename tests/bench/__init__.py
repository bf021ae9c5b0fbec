"""Measures speed as ratios to a bare application on the same machine; never a test."""
