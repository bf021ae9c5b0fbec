"""To be told."""

from vereniging.demo.gegevens.verhaal import Geschiedenis


def vertel(verhaal: Geschiedenis) -> None:
    """Nothing yet."""
