"""The three screens of a vote: ballot, check, receipt; choices live only in the form."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.core.db import db
from vereniging.core.qr import qr_image
from vereniging.core.web import link
from vereniging.leden.models import Lid
from vereniging.stembus.forms import StembiljetForm, in_woorden
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.models import Kiesregister, Stemming
from vereniging.stembus.protocol.codes import leesbaar
from vereniging.stembus.queries import tellernamen
from vereniging.stembus.stappen.stemmen import Formulier, Ontvangst

STAPPEN = ("biljet", "controle", "wijzig", "bevestigen")


class Stembureau:
    """Whose vote it is, and where its screens are: of the member, or of a holder of a volmacht."""

    def __init__(self, stemming: Stemming, lid: Lid, token: str | None = None) -> None:
        self.stemming, self.lid, self.is_namens = stemming, lid, token is not None
        blueprint = "stembus_namens" if token else "stembus"
        waarden = {"slug": stemming.slug, **({"token": token} if token else {})}
        self.adres = {stap: link(f"{blueprint}.{stap}", **waarden) for stap in STAPPEN}

    def lees(self, form: StembiljetForm) -> Keuzes | None:
        """The choices, or None after putting a sentence at each field that is not right."""
        lid = self.lid
        own = (lid.voornaam, lid.achternaam, lid.adres.straat, lid.adres.postcode)
        form.validate()
        if form.csrf_token.errors:
            return None
        return form.lees(own, lid.naam if form.regels.is_openbaar else None)

    def biljet(self, form: StembiljetForm, rij: Kiesregister, status: int) -> ResponseReturnValue:
        """The ballot, empty or as it was filled in."""
        namen = tellernamen(self.stemming)
        return self._pagina("biljet", form=form, rij=rij, tellers=namen), status

    def controle(
        self, form: StembiljetForm, keuzes: Keuzes, rij: Kiesregister, *, intussen: bool = False
    ) -> ResponseReturnValue:
        """The choices in words; `intussen` when another window was quicker."""
        antwoorden = [
            (vraag, keuzes.keuzes[vraag.sleutel], in_woorden(vraag, keuzes.keuzes[vraag.sleutel]))
            for vraag in form.regels.vragen
        ]
        if intussen:
            db.session.refresh(rij)  # the line as the other window left it
            form.maak_klaar(rij.revisie)
        page = self._pagina("controle", form=form, antwoorden=antwoorden, intussen=intussen)
        return page, 409 if intussen else 200

    def bewijs(self, formulier: Formulier, ontvangst: Ontvangst, revisie: int) -> str:
        """The receipt: this answer is shown once."""
        return self._pagina(
            "uitgebracht",
            revisie=revisie,
            code=leesbaar(ontvangst.code),
            zegel=ontvangst.zegel,
            bewijs=ontvangst.bewijs.decode(),
            qr=qr_image(ontvangst.bewijs.decode(), error="l"),
            woord=formulier.keuzes.woord,
        )

    def _pagina(self, naam: str, **feiten: Any) -> str:
        return render_template(
            f"stembus/{naam}.html",
            stemming=self.stemming,
            adres=self.adres,
            namens=self.lid.naam if self.is_namens else None,
            **feiten,
        )
