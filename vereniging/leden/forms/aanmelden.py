"""Applying: an address, and the whole application in one form of three steps."""

from __future__ import annotations

from typing import Any

from vereniging.core.forms import (
    BooleanField,
    Check,
    Form,
    HiddenField,
    Length,
    Optional,
    Required,
    StringField,
)
from vereniging.core.i18n import _, _l
from vereniging.core.mailaddress import normal
from vereniging.leden.forms.velden import (
    EMAIL_FOUT,
    JA_NEE,
    NEE,
    SOORTEN,
    keuze,
    read_telefoon,
)
from vereniging.leden.models import LidSoort
from vereniging.leden.models.adres import read_huisnummer, read_postcode
from vereniging.leden.queries import is_buiten_werkgebied, zoek_straat
from vereniging.statuten.queries import instelling

BUITEN = _l("Dit adres ligt buiten ons werkgebied. U kunt wel donateur worden.")


class AdresDeel(Form):
    """A front door: the street comes from the list of the area, or else is asked."""

    postcode = StringField(
        _l("Postcode"),
        [
            Required(_l("Vul uw postcode in, bijvoorbeeld 2399 ZZ.")),
            Check(read_postcode, _l("Vul uw postcode in als 4 cijfers en 2 letters: 2399 ZZ.")),
        ],
    )
    huisnummer = StringField(
        _l("Huisnummer"),
        [
            Required(_l("Vul uw huisnummer in, bijvoorbeeld 12 of 12A.")),
            Check(read_huisnummer, _l("Vul uw huisnummer in, bijvoorbeeld 12 of 12A.")),
        ],
    )
    straat = StringField(_l("Straat"), [Length(0, 120)])
    plaats = StringField(_l("Woonplaats"), [Length(0, 120)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Every field, and whether the address is known or told."""
        good = super().validate(extra_validators)
        return self._check_address() and bool(good)

    @property
    def gevonden(self) -> str | None:
        """The street that the list of the area gives for what was typed."""
        postcode = read_postcode(self.postcode.data or "")
        nummer = read_huisnummer(self.huisnummer.data or "")
        return zoek_straat(postcode, nummer[0]) if postcode and nummer else None

    @property
    def vraagt_straat(self) -> bool:
        """Whether the street has to be typed, or was."""
        return bool(self.straat.errors or self.straat.data or self.plaats.data)

    def _check_address(self) -> bool:
        unread = self.postcode.errors or self.huisnummer.errors
        if unread or self.gevonden or self.straat.data or self.straat.errors:
            return True
        self.straat.errors = [_("Wij kennen dit adres nog niet. Vul uw straat in.")]
        return False

    def deur(self) -> dict[str, Any]:
        """The address as its row holds it."""
        postcode = read_postcode(self.postcode.data or "") or ""
        huisnummer, letter, toevoeging = read_huisnummer(self.huisnummer.data or "") or (0, "", "")
        gevonden = self.gevonden
        return {
            "postcode": postcode,
            "huisnummer": huisnummer,
            "letter": letter,
            "toevoeging": toevoeging,
            "straat": self.straat.data or gevonden or "",
            "plaats": self.plaats.data or instelling("plaats"),
            "in_werkgebied": gevonden is not None or not instelling("werkgebied"),
        }


class AanmeldForm(AdresDeel):
    """The whole application; each step shows a part and carries the rest."""

    stap = HiddenField(default="1")
    soort = keuze(_l("Wat wilt u worden?"), SOORTEN, _l("Kies of u lid of donateur wilt worden."))
    leeftijd = keuze(_l("Bent u 16 jaar of ouder?"), JA_NEE, _l("Kies ja of nee bij uw leeftijd."))
    huisgenoot = keuze(
        _l("Is iemand in uw huishouden al lid?"),
        JA_NEE,
        _l("Kies ja of nee bij uw huishouden."),
    )
    ouder = BooleanField(_l("Mijn ouder of voogd vindt het goed dat ik lid word."))
    voornaam = StringField(
        _l("Voornaam"),
        [Required(_l("Vul uw voornaam in.")), Length(1, 120)],
    )
    tussenvoegsel = StringField(_l("Tussenvoegsel"), [Optional(), Length(0, 20)])
    achternaam = StringField(
        _l("Achternaam"),
        [Required(_l("Vul uw achternaam in.")), Length(1, 120)],
    )
    email = StringField(
        _l("E-mailadres"),
        [Required(_l("Vul uw e-mailadres in.")), Check(normal, EMAIL_FOUT)],
        description=_l("Wij sturen u een code om te zien of het adres klopt."),
    )
    telefoon = StringField(
        _l("Telefoonnummer"),
        [Optional(), Check(read_telefoon, _l("Vul een telefoonnummer in van 8 tot 15 cijfers."))],
    )
    akkoord = BooleanField(
        _l("Ik ken de statuten en weet hoe de vereniging met mijn gegevens omgaat."),
        [Required(_l("Zet een vinkje om verder te gaan."))],
    )
    minimumleeftijd = 16
    bedrijf_mag_lid = False
    alleen_donateur_buiten = True

    def validate(self, extra_validators: Any = None) -> bool:
        """Also the rules of the statutes: age, kind of member, area."""
        good = super().validate(extra_validators)
        checks = [self._check_soort(), self._check_age(), self._check_area()]
        return good and all(checks)

    def _check_soort(self) -> bool:
        if self.soort.data != LidSoort.BEDRIJF or self.bedrijf_mag_lid:
            return True
        self.soort.errors = [_("Kies of u lid of donateur wilt worden.")]
        return False

    def _check_age(self) -> bool:
        if self.leeftijd.data != NEE:
            return True
        if self.minimumleeftijd >= 16:
            vanaf = self.minimumleeftijd
            self.leeftijd.errors = [_("U kunt lid worden vanaf %(vanaf)s jaar.", vanaf=vanaf)]
            return False
        if not self.ouder.data:
            self.ouder.errors = [_("Vraag uw ouder of voogd en zet dan een vinkje.")]
        return bool(self.ouder.data)

    def _check_area(self) -> bool:
        postcode = read_postcode(self.postcode.data or "")
        if self.soort.data == LidSoort.DONATEUR or not self.alleen_donateur_buiten:
            return True
        if postcode is None or not is_buiten_werkgebied(postcode):
            return True
        self.postcode.errors = [str(BUITEN)]
        self.straat.errors = []
        return False

    @property
    def is_buiten(self) -> bool:
        """Whether only being a donor is possible at this address."""
        return str(BUITEN) in self.postcode.errors
