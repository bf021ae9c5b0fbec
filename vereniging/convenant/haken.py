"""What packages above add: pages behind `/a/<token>`, and mail whose delivery is kept."""

from __future__ import annotations

from collections.abc import Callable

from flask.typing import ResponseReturnValue

from vereniging.core.secrets import seed_in

Page = Callable[[bytes, str], ResponseReturnValue]
PAGINAS: dict[str, Page] = {}


def register_partijlink(doel: str, page: Page) -> None:
    """Another purpose for links of parties: page(kiem, token) answers GET and POST."""
    PAGINAS[doel] = page


def partijpagina(token: str) -> ResponseReturnValue | None:
    """The page behind this link, or None when the token is for something else."""
    for doel, page in PAGINAS.items():
        if kiem := seed_in(token, doel):
            return page(kiem, token)
    return None


BEWEZEN: set[str] = {"instemming", "instemming-nog", "wederhoor", "wederhoor-nog"}


def register_bewijs(*soorten: str) -> None:
    """Keep for good that mail whose key begins so was taken by the mail server."""
    BEWEZEN.update(soorten)


def te_bewijzen() -> frozenset[str]:
    """How the keys begin of mail to parties whose delivery is kept."""
    return frozenset(BEWEZEN)
