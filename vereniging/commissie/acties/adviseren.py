"""Write an advice, hear the parties, give it, and tell what came of it."""

from __future__ import annotations

from datetime import date, datetime

from vereniging.commissie import mail
from vereniging.commissie.models import Advies, Adviesstand, Adviesstem, Adviesvraag
from vereniging.convenant.models import Partij
from vereniging.convenant.queries import contacten, partijen, partijen_met_organisaties
from vereniging.core.db import db
from vereniging.core.i18n import _
from vereniging.core.links import new_seed
from vereniging.core.money import Bedrag
from vereniging.core.workdays import add_workdays, amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan
from vereniging.statuten.queries import instelling


def stel_advies_op(advies: Advies) -> None:
    """A new concept."""
    db.session.add(advies)
    schrijf("advies.opgesteld", kenmerk=advies.kenmerk)


def vraag_partijen(advies: Advies, nu: datetime) -> int:
    """Ask every party that said nothing yet, by a link of its own; how many mails went out.

    Asked again, a party keeps its link and gets the full time once more.
    """
    advies.expect_concept()
    zetels = [zetel for zetel in partijen_met_organisaties() if advies.stem_van(zetel) == "wacht"]
    sent = sum(_mail(_vraag(advies, zetel, nu), "advies_vraag", nu) for zetel in zetels)
    schrijf("advies.gevraagd", kenmerk=advies.kenmerk, partijen=[zetel.code for zetel in zetels])
    return sent


def _vraag(advies: Advies, zetel: Partij, nu: datetime) -> Adviesvraag:
    tot = add_workdays(amsterdam_day(nu), int(instelling("termijn_instemming")))
    found = [vraag for vraag in advies.vragen if vraag.partij_id == zetel.id]
    if found:
        found[0].gevraagd_op, found[0].tot = nu, tot
        return found[0]
    made = Adviesvraag(advies=advies, partij=zetel, kiem=new_seed(), gevraagd_op=nu, tot=tot)
    db.session.add(made)
    db.session.flush()
    return made


def _mail(vraag: Adviesvraag, wat: str, nu: datetime) -> int:
    made = [
        mail.over_advies(vraag, contact, wat)
        for contact in contacten(vraag.partij, amsterdam_day(nu))
    ]
    db.session.add_all(made)
    return len(made)


def stem_over_advies(advies: Advies, gezegd: Adviesstem, naam: str = "") -> None:
    """What a party thinks of it, at the table or by its link; raises ZonderUitleg."""
    advies.stem(gezegd)
    schrijf(
        "advies.stem",
        kenmerk=advies.kenmerk,
        partij=gezegd.partij.code,
        antwoord=gezegd.antwoord.value,
        gegevens={"naam": naam},
    )


def breng_advies_uit(advies: Advies, nu: datetime) -> None:
    """Give the advice, and ask whom it is for what they do with it; raises NogNietGehoord."""
    advies.uitbrengen(partijen(), nu)
    titel = _("Advies %(nr)s: %(titel)s", nr=advies.kenmerk, titel=advies.titel)
    advies.besluit = neem_besluit(Orgaan.COMMISSIE, titel, advies.voorstel, nu, is_openbaar=True)
    _mail(_vraag(advies, advies.aan, nu), "advies_uitgebracht", nu)
    schrijf("advies.uitgebracht", kenmerk=advies.kenmerk)


def leg_reactie_vast(
    advies: Advies, stand: Adviesstand, tekst: str, dag: date, naam: str = ""
) -> None:
    """What the party that was advised does with it; raises RedenNodig."""
    advies.reageren(stand, tekst, dag)
    schrijf("advies.reactie", kenmerk=advies.kenmerk, stand=stand.value, gegevens={"naam": naam})


def verantwoord_advies(
    advies: Advies,
    besteed: Bedrag | None,
    bereikt: str,
    dag: date,
    eindwaarde: int | None = None,
) -> None:
    """What was spent, and what came of it; raises MetingNodig."""
    advies.verantwoorden(besteed, bereikt, dag, eindwaarde)
    schrijf(
        "advies.verantwoord",
        kenmerk=advies.kenmerk,
        centen=besteed.centen if besteed else None,
        eindwaarde=eindwaarde,
    )
