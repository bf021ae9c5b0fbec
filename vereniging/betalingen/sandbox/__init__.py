"""A local imitation of Mollie for the demo and the tests; knows nothing of the application."""

from vereniging.betalingen.sandbox.app import NotHere, create_sandbox
from vereniging.betalingen.sandbox.server import RunningSandbox, serve

__all__ = ["NotHere", "RunningSandbox", "create_sandbox", "serve"]
