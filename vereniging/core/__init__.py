"""The kernel: database, web, forms, time, money. Knows nothing of the association."""
