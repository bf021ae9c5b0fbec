"""What the board wrote to all members: one mailing went, one waits for a second person."""

from __future__ import annotations

from sqlalchemy import select, update

from vereniging.core.db import db, one_or_404
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.models import FunctieSoort
from vereniging.leden.queries import functionarissen
from vereniging.post.mailingen import keur_goed, leg_voor, opstellen, rond_af
from vereniging.post.models import Mail, Mailing
from vereniging.toegang.models import Account

BOMEN = {
    "onderwerp": "thema-groen",
    "titel": "Help mee: bomen planten in de Da Costastraat",
    "tekst": (
        "Op zaterdag planten wij zes nieuwe bomen in de Da Costastraat. De gemeente levert de "
        "bomen, wij maken de gaten.\n\nWij beginnen om tien uur. Neem een schop mee als u er een "
        "heeft. Om twaalf uur is er soep in het Schrijverspark.\n\nKunt u niet graven? Kijken en "
        "soep eten mag ook."
    ),
    "titel_en": "Lend a hand: planting trees in the Da Costastraat",
    "tekst_en": (
        "On Saturday we plant six new trees in the Da Costastraat. We start at ten o'clock. "
        "Bring a spade if you have one."
    ),
    "keuze": {},
}
BORREL = {
    "onderwerp": "activiteiten",
    "titel": "Buurtborrel voor de Haagweg en de Potgieterlaan",
    "tekst": (
        "Over twee weken is er een buurtborrel in de speeltuin Westerkwartier. U bent welkom van "
        "vijf tot zeven uur.\n\nNeem iets lekkers mee om te delen. Voor drinken zorgen wij."
    ),
    "keuze": {"per_huishouden": True},
}


def vertel(verhaal: Geschiedenis) -> None:
    """One three weeks ago, read by all; one of yesterday."""
    schrijver = _account(verhaal, FunctieSoort.SECRETARIS)
    ander = _account(verhaal, FunctieSoort.VOORZITTER)
    with verhaal.daad(verhaal.moment(-22, 20)) as nu:
        bomen = opstellen(dict(BOMEN), schrijver, nu)
        leg_voor(bomen, schrijver, nu)
        kenmerk = bomen.kenmerk
    with verhaal.daad(verhaal.moment(-21, 9)) as nu:
        keur_goed(one_or_404(Mailing, kenmerk=kenmerk), ander, 1, nu)
    verhaal.werk(verhaal.moment(-21, 9, 1))
    with verhaal.daad(verhaal.moment(-21, 9, 5)) as nu:
        sent = update(Mail).where(Mail.mailing_id.is_not(None))
        db.session.execute(sent.values(gedaan_op=nu, tekst=None, afmeldlink=None))
    rond_af()
    with verhaal.daad(verhaal.moment(-1, 20)) as nu:
        leg_voor(opstellen(dict(BORREL), schrijver, nu), schrijver, nu)


def _account(verhaal: Geschiedenis, soort: FunctieSoort) -> int:
    """The account of this officer, made when nobody signed in with it yet."""
    office = functionarissen(soort, verhaal.vandaag)[0]
    known = select(Account.id).where(Account.lid_id == office.lid_id)
    with verhaal.daad(verhaal.moment(-22, 19)) as nu:
        found = db.session.scalar(known)
        if found is None and office.lid is not None:
            account = Account(email=office.lid.email or "", lid_id=office.lid_id, gemaakt_op=nu)
            db.session.add(account)
            db.session.flush()
            found = account.id
    return int(found or 0)
