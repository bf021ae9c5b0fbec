"""Who signed which version of the covenant, and what still waits for a second officer."""

from __future__ import annotations

from vereniging.convenant.acties import teken
from vereniging.convenant.models import Convenant, Ondertekening
from vereniging.convenant.queries import partijen
from vereniging.core.db import one_or_404
from vereniging.demo.gegevens.ambt import account
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.models import FunctieSoort


def teken_alles(verhaal: Geschiedenis, versie: str, dagen: int, *, behalve: str = "") -> None:
    """Every party signs, but perhaps one."""
    dag = verhaal.dag(dagen)
    with verhaal.daad(verhaal.moment(dagen)):
        convenant = one_or_404(Convenant, versie=versie)
        door = account(verhaal, FunctieSoort.SECRETARIS)
        ander = account(verhaal, FunctieSoort.VOORZITTER)
        for partij in partijen():
            for organisatie in partij.organisaties:
                if partij.code != behalve and organisatie.is_actief(dag):
                    contact = organisatie.contact_op(dag)
                    teken(
                        convenant,
                        Ondertekening(
                            organisatie=organisatie,
                            naam=contact.naam if contact else organisatie.naam,
                            functie="Namens de organisatie",
                            bevoegdheid="Bestuurder volgens de KVK",
                            opgegeven_door_id=door,
                            gecontroleerd_door_id=ander,
                            datum=dag,
                        ),
                    )
