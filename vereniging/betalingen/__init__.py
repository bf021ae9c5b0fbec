"""Betaling, Machtiging, refunds, webhook and sync; the only importer of mollie."""
