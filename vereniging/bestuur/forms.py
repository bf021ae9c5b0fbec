"""The forms of set-up, settings and statutes."""

from __future__ import annotations

import re
from typing import Any

from wtforms.fields.choices import SelectChoice

from vereniging.bestuur.commissie_forms import CommissieForm
from vereniging.bestuur.geld_forms import BEDRAGEN, GeldForm
from vereniging.bestuur.instelcode import is_instelcode
from vereniging.bestuur.parameters import REGELS, FouteWaarde, lees_waarde, parameters
from vereniging.core.forms import (
    Check,
    DateField,
    Form,
    IntegerField,
    Length,
    Optional,
    Required,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.core.mailaddress import normal
from vereniging.core.money import Bedrag

MAIL = _l("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")
ROW = re.compile(r"\s*(\d{4})\s*([A-Za-z]{2})\s*;\s*(\d+)\s*;\s*(\d+)\s*;\s*(\S.*?)\s*")


def is_address(typed: str | None) -> bool:
    """Whether mail could go there."""
    return normal(typed) is not None


class InstellenForm(Form):
    """The first page of an empty installation."""

    code = StringField(
        _l("Code"),
        [
            Required(_l("Vul de code in die bij het starten verscheen.")),
            Check(is_instelcode, _l("Deze code klopt niet. Kijk in het venster van de start.")),
        ],
    )
    naam = StringField(
        _l("Naam van de vereniging"), [Required(_l("Vul de naam in.")), Length(2, 120)]
    )
    email = StringField(
        _l("E-mailadres van de vereniging"), [Required(MAIL), Check(is_address, MAIL)]
    )
    bestuurslid = StringField(_l("Uw naam"), [Required(_l("Vul uw naam in.")), Length(2, 120)])
    bestuurslid_email = StringField(_l("Uw e-mailadres"), [Required(MAIL), Check(is_address, MAIL)])


def _is_mail_or_empty(data: str | None) -> bool:
    return not data or bool(is_address(data))


class NaamForm(Form):
    """How the association is called and reached."""

    kop_groep = _l("Naam en contact")
    naam = StringField(_l("Naam"), [Required(_l("Vul de naam in.")), Length(2, 120)])
    korte_naam = StringField(
        _l("Korte naam"), [Required(_l("Vul een korte naam in.")), Length(2, 40)]
    )
    slogan = StringField(_l("Onderschrift"), [Optional(), Length(0, 80)])
    kop = StringField(_l("Kop van de voorpagina"), [Required(_l("Vul de kop in.")), Length(5, 80)])
    inleiding = TextAreaField(
        _l("Eerste zinnen van de voorpagina"), [Required(_l("Vul de zinnen in.")), Length(10, 400)]
    )
    commissie_naam = StringField(
        _l("Naam van de commissie"),
        [Required(_l("Vul de naam van de commissie in.")), Length(2, 80)],
    )
    plaats = StringField(_l("Plaats"), [Required(_l("Vul de plaats in.")), Length(2, 80)])
    postadres = TextAreaField(_l("Postadres"), [Optional(), Length(0, 300)])
    email = StringField(_l("E-mailadres"), [Required(MAIL), Check(is_address, MAIL)])
    telefoon = StringField(_l("Telefoon"), [Optional(), Length(0, 30)])
    iban = StringField(_l("Rekeningnummer"), [Optional(), Length(0, 42)])
    kvk = StringField(_l("KVK-nummer"), [Optional(), Length(0, 12)])


class TermijnenForm(Form):
    """How fast we and the parties answer."""

    kop_groep = _l("Meldingen en termijnen")
    termijn_triage = IntegerField(
        _l("Wij kijken binnen zoveel werkdagen"), [Required(_l("Vul een aantal dagen in."))]
    )
    termijn_partij = IntegerField(
        _l("Een partij antwoordt binnen zoveel werkdagen"),
        [Required(_l("Vul een aantal dagen in."))],
    )
    termijn_spoed = IntegerField(
        _l("Bij spoed antwoordt een partij binnen zoveel werkdagen"),
        [Required(_l("Vul een aantal dagen in."))],
    )
    gemeente_melden_telefoon = StringField(
        _l("Telefoon van de gemeente"), [Optional(), Length(0, 30)]
    )
    gemeente_melden_link = StringField(
        _l("Meldpagina van de gemeente"),
        [
            Optional(),
            Length(0, 200),
            Check(lambda data: data.startswith("https://"), _l("Begin het adres met https://.")),
        ],
    )


class WerkgebiedForm(Form):
    """The streets we stand up for, a row each."""

    kop_groep = _l("Werkgebied")
    werkgebied_naam = StringField(
        _l("Naam van het gebied"), [Required(_l("Vul de naam van het gebied in.")), Length(2, 80)]
    )
    huishoudens = IntegerField(_l("Hoeveel woningen"), [Optional()])
    werkgebied = TextAreaField(
        _l("Straten"),
        [Optional(), Length(0, 20000)],
        description=_l(
            "Eén regel per straat: postcode; van; tot; straat. "
            "Bijvoorbeeld: 2399 ZZ; 1; 99; Da Costastraat"
        ),
    )

    def validate_werkgebied(self, field: TextAreaField) -> None:
        """Every line can be read; the first that cannot is named."""
        for number, line in enumerate(field.data.splitlines(), 1):
            if line.strip() and not ROW.fullmatch(line):
                raise ValidationError(
                    _("Regel %(nr)s lezen wij niet. Schrijf: 2399 ZZ; 1; 99; Straat.", nr=number)
                )


class AlarmForm(Form):
    """Who hears it when something breaks."""

    kop_groep = _l("Alarm")
    waakhonden = TextAreaField(
        _l("E-mailadressen"),
        [
            Optional(),
            Length(0, 500),
            Check(lambda data: all(is_address(word) for word in data.split()), MAIL),
        ],
        description=_l("Eén per regel. Zij krijgen bericht als er iets stukgaat."),
    )


GROEPEN: dict[str, Any] = {
    "naam": NaamForm,
    "werkgebied": WerkgebiedForm,
    "termijnen": TermijnenForm,
    "commissie": CommissieForm,
    "geld": GeldForm,
    "alarm": AlarmForm,
}


def uit_instelling(naam: str, waarde: Any) -> Any:
    """A stored setting as its field shows it."""
    if naam in BEDRAGEN:
        return Bedrag(int(waarde)).voor_csv()
    if naam == "werkgebied":
        return "\n".join(
            "; ".join(
                (
                    f"{rij['postcode'][:4]} {rij['postcode'][4:]}",
                    f"{rij['van']}",
                    f"{rij['tot']}",
                    rij["straat"],
                )
            )
            for rij in waarde
        )
    return "\n".join(waarde) if naam == "waakhonden" else waarde


def naar_instelling(naam: str, waarde: Any) -> Any:
    """What a field holds as it is stored."""
    if naam in BEDRAGEN:
        return Bedrag.uit_tekst(waarde).centen
    if naam == "incassant_id":
        return waarde.strip().upper()
    if naam == "werkgebied":
        found = [ROW.fullmatch(line) for line in (waarde or "").splitlines()]
        return [
            {"postcode": m[1] + m[2].upper(), "van": int(m[3]), "tot": int(m[4]), "straat": m[5]}
            for m in found
            if m
        ]
    if naam == "waakhonden":
        return (waarde or "").split()
    return 0 if waarde is None and naam == "huishoudens" else waarde


class KoppelForm(Form):
    """The report that a message belongs to."""

    kenmerk = StringField(
        _l("Nummer van de melding"),
        [Required(_l("Vul het nummer van de melding in.")), Length(1, 16)],
    )


class StatutenForm(Form):
    """Another value for one rule, with the article that says so."""

    naam = SelectField(_l("Welke regel?"), [Required(_l("Kies een regel."))])
    waarde = StringField(
        _l("Nieuwe waarde"), [Required(_l("Vul de nieuwe waarde in.")), Length(1, 120)]
    )
    artikel = StringField(
        _l("Artikel"), [Required(_l("Vul het artikel van de statuten in.")), Length(1, 60)]
    )
    vanaf = DateField(_l("Geldt vanaf"), [Required(_l("Vul een datum in, bijvoorbeeld 1-1-2027."))])

    def kies(self) -> None:
        """Offer the parameters."""
        self.naam.choices = [
            SelectChoice("", _("Kies een regel")),
            *(SelectChoice(naam, REGELS[naam].naam) for naam in parameters()),
        ]

    def validate_waarde(self, field: StringField) -> None:
        """A rule keeps to the values it can have."""
        if self.naam.data in parameters():
            try:
                lees_waarde(self.naam.data, field.data)
            except FouteWaarde as error:
                raise ValidationError(str(error)) from None
