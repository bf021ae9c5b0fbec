"""Protocol version 1: bytes in, bytes out; no database, no web, no clock."""
