"""T2 stemmen: what is computed before the lock is taken (protocol 4.4)."""

from dataclasses import dataclass
from typing import Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from vereniging.stembus import inhoud
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.protocol import codes, handtekening
from vereniging.stembus.protocol.envelop import verzegel, vul_aan, zegel
from vereniging.stembus.protocol.handtekening import Ondertekenaar
from vereniging.stembus.regels import Regels


@dataclass(frozen=True)
class Stemsleutels:
    """Signing key and code key of the association; make one per process."""

    ondertekenaar: Ondertekenaar
    codesleutel: bytes

    @classmethod
    def van(cls, seed: bytes) -> Self:
        """Both keys from the seed in the key file (4.4, 4.5)."""
        return cls(Ondertekenaar(seed), codes.codesleutel(seed))


@dataclass(frozen=True)
class Ontvangst:
    """The receipt of section 1: shown once, kept nowhere."""

    code: str
    zegel: str
    bewijs: bytes


@dataclass(frozen=True)
class Uitgebracht:
    """What T2 stores (envelop, bevestiging) and shows (ontvangst)."""

    envelop: bytes
    bevestiging: bytes
    ontvangst: Ontvangst


@dataclass(frozen=True)
class Stempoging:
    """Who confirms which form: the roll row, the revision the page showed, and its nonce."""

    lidnummer: str
    verwacht: int
    nonce: bytes


@dataclass(frozen=True)
class Formulier:
    """What the check page carried: the revision it was made for, its nonce, and the choices."""

    verwacht: int
    nonce: bytes
    keuzes: Keuzes


class Stemlokaal:
    """An open stemming, ready to seal votes; cache one per stemming and process."""

    def __init__(self, regels: Regels, sleutels: Stemsleutels) -> None:
        self.regels = regels
        self._sleutels = sleutels
        self._publiek = X25519PublicKey.from_public_bytes(regels.publieke_sleutel)

    def breng_uit(self, poging: Stempoging, gegeven: Keuzes) -> Uitgebracht:
        """T2 before the lock: code, envelope, signature; `gegeven` was checked (4.4)."""
        bericht = inhoud.schrijf(self.regels, self._code(poging), gegeven)
        envelop = verzegel(self._publiek, self.regels.info, vul_aan(bericht, self.regels.lengte))
        return Uitgebracht(
            envelop, self.bevestiging(poging, gegeven), self.ontvangst(poging, envelop)
        )

    def bevestiging(self, poging: Stempoging, gegeven: Keuzes) -> bytes:
        """Check value that tells a repeated form from another one (4.4)."""
        return codes.bevestiging(poging.nonce, gegeven.keuzes, gegeven.toelichting, gegeven.woord)

    def ontvangst(self, poging: Stempoging, envelop: bytes) -> Ontvangst:
        """Receipt for an envelope; after a double click: of the stored one (4.4)."""
        merk = zegel(envelop)
        boodschap = handtekening.bewijs_bericht(
            self.regels.slug, self.regels.hash, merk, poging.verwacht + 1
        )
        bewijs = handtekening.bewijs_txt(self._sleutels.ondertekenaar, boodschap)
        return Ontvangst(self._code(poging), merk, bewijs)

    def _code(self, poging: Stempoging) -> str:
        return codes.stemcode(
            self._sleutels.codesleutel,
            self.regels.slug,
            poging.lidnummer,
            poging.verwacht + 1,
            poging.nonce,
        )
