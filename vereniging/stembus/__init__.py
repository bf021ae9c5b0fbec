"""The ballot box: sealed envelopes, a public count and a recount anyone can run."""
