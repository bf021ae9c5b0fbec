from tests.support.mollie import sandbox

__all__ = ["sandbox"]
