"""Copies of everything, elsewhere and sealed, and the proof that they can be put back.

security-reliability.md section 12; the choice of the age format: docs/besluiten/0012.
"""
