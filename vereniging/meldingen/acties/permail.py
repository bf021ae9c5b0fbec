"""A party answers by mail: kept for our eyes, until an officer says what it means.

meldingen.md section 4: mail never changes how a report stands.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from vereniging.convenant.models import Organisatie
from vereniging.core.clock import today
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.files import BestandGeweigerd, develop_photo, store_photo
from vereniging.core.i18n import _, _l
from vereniging.core.keys import Label, seal
from vereniging.core.secrets import key
from vereniging.core.tags import LABELS
from vereniging.logboek.acties import schrijf
from vereniging.meldingen import mail
from vereniging.meldingen.acties.bericht import vers
from vereniging.meldingen.acties.indienen import fotomap, triage, voeg_foto_toe
from vereniging.meldingen.acties.reageren import klaar_melden, oppakken
from vereniging.meldingen.models import (
    BEWEEGT,
    HOOGSTENS,
    Antwoord,
    AntwoordSoort,
    Betekenis,
    Doorzending,
    Melding,
    MeldingStand,
    Zichtbaar,
)
from vereniging.meldingen.post import doorzending_bij_post
from vereniging.meldingen.queries import doorzendingen
from vereniging.post.citaat import nieuw
from vereniging.post.lezen import Bericht
from vereniging.post.models import Mail

TEGELIJK = 3  # photos in one message
TEKST = 5000  # characters of an answer
# at these anyone has an address: the same domain says nothing about where somebody works
OPENBARE_POST = frozenset({
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.nl", "outlook.com", "live.nl",
    "live.com", "msn.com", "icloud.com", "me.com", "yahoo.com", "kpnmail.nl", "planet.nl",
    "ziggo.nl", "upcmail.nl", "casema.nl", "home.nl", "hetnet.nl", "xs4all.nl", "proton.me",
    "protonmail.com", "gmx.net", "telfort.nl", "quicknet.nl", "solcon.nl", "online.nl",
})  # fmt: skip


class AlVerwerkt(DomainError):
    message = _l("Over dit antwoord is al besloten.")


def mag_antwoorden(kiem: bytes, van: str) -> bool:
    """Whether this sender is of the organisation that was asked, and the report still has words."""
    doorzending = doorzending_bij_post(kiem)
    if doorzending is None or doorzending.melding.tekst == "":
        return False
    return _hoort_bij(doorzending.organisatie, van, today())


def _hoort_bij(organisatie: Organisatie, van: str, dag: date) -> bool:
    adressen = {
        contact.email.lower()
        for contact in organisatie.contacten
        if contact.van <= dag and (contact.tot is None or contact.tot >= dag)
    }
    domeinen = {adres.rpartition("@")[2] for adres in adressen} - OPENBARE_POST
    return van in adressen or van.rpartition("@")[2] in domeinen


def bewaar_fotos(fotos: tuple[bytes, ...]) -> tuple[list[str], list[str]]:
    """Develop the photos of a message, outside a transaction: names, and why others were not."""
    namen, fouten = [], []
    for nummer, data in enumerate(fotos):
        if nummer >= TEGELIJK:
            fouten.append(_("meer dan %(n)s foto’s", n=TEGELIJK))
            break
        try:
            namen.append(store_photo(fotomap(), develop_photo(data)))
        except BestandGeweigerd as refused:
            fouten.append(str(refused))
    return namen, fouten


def plaats_antwoord(kiem: bytes, bericht: Bericht, fotos: list[str], nu: datetime) -> None:
    """Keep what came by mail with the report that it answers."""
    doorzending = doorzending_bij_post(kiem)
    assert doorzending is not None  # noqa: S101  `mag_antwoorden` found it
    neem_op(doorzending, bericht, fotos, nu)
    if bericht.niet_bewaard and bericht.van:
        melden = mail.bijlage_geweigerd(doorzending, bericht, nu)
        if db.session.scalar(select(Mail.id).where(Mail.sleutel == melden.sleutel)) is None:
            db.session.add(melden)


def neem_op(doorzending: Doorzending, bericht: Bericht, fotos: list[str], nu: datetime) -> None:
    """An answer by mail: internal, with its photos, and work for an officer."""
    melding = doorzending.melding
    vers(melding)
    tekst = met_bijlagen(nieuw(bericht.tekst)[:TEKST], bericht.niet_bewaard)
    antwoord = Antwoord(
        op=nu, naam=bericht.afzender[:120], soort=AntwoordSoort.MAIL, tekst=tekst,
        is_intern=True, origineel=seal(key(Label.MAIL), bericht.tekst),
    )  # fmt: skip
    doorzending.beantwoord(antwoord)
    al = sum(foto.is_van_partij for foto in melding.fotos)
    for naam in fotos[: max(HOOGSTENS - al, 0)]:
        voeg_foto_toe(melding, naam, nu, van_partij=True)
    schrijf("doorzending.beantwoord", kenmerk=melding.kenmerk, antwoord="mail",
            gegevens={"van": bericht.afzender})  # fmt: skip
    if is_laatste(doorzending) and melding.stand is MeldingStand.DOORGESTUURD:
        melding.noteer(nu, "antwoord_mail", tekst, Zichtbaar.KANTOOR)
        melding.termijn = triage(nu)
    else:  # who no longer deals with it, or already said it does: the term stays theirs
        melding.noteer(nu, "mail_van_partij", tekst, Zichtbaar.KANTOOR)


def met_bijlagen(tekst: str, niet_bewaard: tuple[str, ...]) -> str:
    """The words, and the names of what we did not keep."""
    if not niet_bewaard:
        return tekst
    namen = ", ".join(niet_bewaard[:10])[:500]
    zin = _("Niet bewaard: %(namen)s. Vraag de partij erom als het nodig is.", namen=namen)
    return f"{tekst}\n\n{zin}".strip()


def verwerk(antwoord: Antwoord, betekenis: Betekenis, tekst: str, voor: date | None,
            nu: datetime) -> None:  # fmt: skip
    """An officer says what an answer by mail means. Raises AlVerwerkt, KanNietMeer."""
    melding = antwoord.doorzending.melding
    vers(melding)
    locked(Antwoord, id=antwoord.id)
    _mag(antwoord, betekenis)
    if betekenis is Betekenis.OPPAKKEN:
        oppakken(melding, voor or today(), nu)
    elif betekenis is Betekenis.KLAAR:
        klaar_melden(melding, tekst, nu)
    elif betekenis is Betekenis.DOORGEVEN:
        _geef_door(melding, tekst, nu)
    antwoord.bekeken_op, antwoord.is_intern = nu, betekenis is Betekenis.INTERN
    antwoord.betekenis = betekenis
    if betekenis not in BEWEEGT:
        _wacht_weer(antwoord, nu)
    schrijf("doorzending.mail_verwerkt", kenmerk=melding.kenmerk, betekenis=betekenis.value)


def _mag(antwoord: Antwoord, betekenis: Betekenis) -> None:
    if not antwoord.wacht:
        raise AlVerwerkt
    if betekenis in BEWEEGT and not is_laatste(antwoord.doorzending):
        stand = LABELS[antwoord.doorzending.melding.stand]
        raise KanNietMeer(wat=_l("deze melding"), stand=stand)


def is_laatste(doorzending: Doorzending) -> bool:
    """Whether nobody was sent this report after it: only then its party still deals with it."""
    return doorzendingen(doorzending.melding)[0] is doorzending


def _wacht_weer(antwoord: Antwoord, nu: datetime) -> None:
    """The mail was no answer: the party owes one, on the day that it was given."""
    doorzending = antwoord.doorzending
    doorzending.telt_niet(antwoord)
    melding = doorzending.melding
    if doorzending.beantwoord_op or not melding.ligt_bij_partij:
        return
    if is_laatste(doorzending):
        melding.termijn = doorzending.antwoord_voor
        melding.noteer(nu, "termijn_terug", "", Zichtbaar.KANTOOR)


def _geef_door(melding: Melding, tekst: str, nu: datetime) -> None:
    melding.noteer(nu, "antwoord_doorgegeven", tekst)
    if melding.email:
        db.session.add(mail.antwoord_van_partij(melding, tekst, nu))


def koppel(melding: Melding, bericht: Bericht, nu: datetime, kiem: bytes | None = None) -> None:
    """An officer places a message with a report; raises KanNietMeer once its words are erased.

    It counts as an answer only of an organisation that we asked; else it is a line for officers.
    """
    if melding.tekst == "":
        raise KanNietMeer(wat=_l("deze melding"), stand=LABELS[melding.stand])
    verzonden, van = doorzendingen(melding), bericht.van or ""
    bedoeld = [each for each in verzonden if each.postkiem == kiem] or [
        each for each in verzonden if _hoort_bij(each.organisatie, van, today())
    ]
    if bedoeld:
        neem_op(bedoeld[0], bericht, [], nu)
        return
    vers(melding)
    tekst = met_bijlagen(nieuw(bericht.tekst)[:TEKST], bericht.niet_bewaard)
    melding.noteer(nu, "mail_gekoppeld", f"{bericht.afzender}\n\n{tekst}", Zichtbaar.KANTOOR)
    schrijf("melding.mail_gekoppeld", kenmerk=melding.kenmerk)
