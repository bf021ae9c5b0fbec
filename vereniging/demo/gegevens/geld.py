"""To be told."""

from vereniging.demo.gegevens.verhaal import Verhaal


def vertel(verhaal: Verhaal) -> None:
    """Nothing yet."""
