"""Work that happens later: a job table, leases and the worker."""
