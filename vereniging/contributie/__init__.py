"""Dues: the year and its prices, the nota of a household, the ledger."""
