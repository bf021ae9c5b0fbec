"""State and rules of the covenant, a file per aggregate."""

from vereniging.convenant.models.partij import Contact, Organisatie, Partij, Thema

__all__ = ["Contact", "Organisatie", "Partij", "Thema"]
