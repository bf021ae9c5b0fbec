"""What residents say about an article, and what is done with it."""

from __future__ import annotations

from wtforms.fields.choices import SelectChoice

from vereniging.convenant.models import Reactielot, Reactiesoort
from vereniging.core.forms import (
    BooleanField,
    Check,
    Form,
    Length,
    RadioField,
    Required,
    StringField,
    TextAreaField,
)
from vereniging.core.i18n import _l
from vereniging.core.mailaddress import normal

SOORTEN = {
    Reactiesoort.STEUN: _l("Ik ben het ermee eens"),
    Reactiesoort.BEZWAAR: _l("Ik heb bezwaar"),
    Reactiesoort.VRAAG: _l("Ik heb een vraag"),
    Reactiesoort.VOORSTEL: _l("Ik heb een voorstel"),
}
LOTEN = {
    Reactielot.OVERGENOMEN: _l("Overgenomen"),
    Reactielot.DEELS: _l("Deels overgenomen"),
    Reactielot.NIET: _l("Niet overgenomen"),
}


class ArtikelreactieForm(Form):
    """A member reacts; name and mail are known."""

    soort = RadioField(
        _l("Wat vindt u van dit artikel?"),
        [Required(_l("Kies wat u van dit artikel vindt."))],
        choices=[SelectChoice(soort.value, woord) for soort, woord in SOORTEN.items()],
    )
    tekst = TextAreaField(
        _l("Uw reactie"),
        [Length(10, 2000, _l("Schrijf tussen 10 en 2.000 tekens."))],
        description=_l("Noem geen namen van anderen. Iedereen kan dit straks lezen."),
    )
    naam_tonen = BooleanField(_l("Zet mijn naam bij mijn reactie"))


class BezoekerreactieForm(ArtikelreactieForm):
    """Somebody without an account reacts and confirms by mail."""

    naam = StringField(_l("Uw naam"), [Required(_l("Vul uw naam in.")), Length(2, 120)])
    email = StringField(
        _l("E-mailadres"),
        [
            Required(_l("Vul uw e-mailadres in.")),
            Check(normal, _l("Vul een geldig e-mailadres in.")),
        ],
        description=_l("Niet openbaar. U krijgt een mail om uw reactie te bevestigen."),
    )


class VerbergForm(Form):
    """Why a reaction is not shown."""

    reden = StringField(
        _l("Waarom niet?"), [Length(10, 500, _l("Leg uit waarom (minstens 10 tekens)."))]
    )


class ReactieantwoordForm(Form):
    """What the commission does with a reaction."""

    lot = RadioField(
        _l("Wat doen wij ermee?"),
        [Required(_l("Kies wat wij ermee doen."))],
        choices=[SelectChoice(lot.value, woord) for lot, woord in LOTEN.items()],
    )
    antwoord = TextAreaField(
        _l("Antwoord"), [Length(10, 2000, _l("Schrijf een antwoord van minstens 10 tekens."))]
    )
