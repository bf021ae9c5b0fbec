"""Mail: an outbox row per message, delivered by the worker."""
