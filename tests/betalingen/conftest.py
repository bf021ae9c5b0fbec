from tests.support.mollie import sandbox
from tests.support.shop import shop

__all__ = ["sandbox", "shop"]
