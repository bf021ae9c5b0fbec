"""Merkle tree of RFC 9162 section 2.1 over SHA-256 (protocol 4.6)."""

from collections.abc import Iterable
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf(data: bytes) -> bytes:
    """Leaf hash of RFC 9162 2.1.1: H(0x00 ‖ data); of an envelope this is its zegel."""
    return sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Inner node of RFC 9162 2.1.1: H(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """Root over leaf hashes in the given order, holding at most one hash per level.

    A stack of complete subtrees gives the same splits as "largest power of two below n".
    """
    stack: list[tuple[int, bytes]] = []
    for hashed in leaves:
        level = 0
        while stack and stack[-1][0] == level:
            hashed = node(stack.pop()[1], hashed)  # noqa: PLW2901 climbs while a twin waits
            level += 1
        stack.append((level, hashed))
    if not stack:
        return EMPTY
    _, top = stack.pop()
    while stack:
        top = node(stack.pop()[1], top)
    return top


def sorted_root(leaves: Iterable[bytes]) -> bytes:
    """Root with the leaves in hash order, as bus_wortel and register_wortel are (4.6)."""
    return root(sorted(leaves))
