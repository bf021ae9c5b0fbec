"""Two general meetings: one held, with a vote and its minutes, and one that members go to."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from vereniging.alv.acties import (
    begin_verzoek,
    houd,
    maak_stemming,
    meld_komst,
    plan_alv,
    roep_op,
    schrijf_notulen,
    steun_verzoek,
    zet_op_agenda,
    zijn_gepost,
)
from vereniging.alv.models import Alv, AlvSoort, AlvVorm, Puntsoort
from vereniging.alv.queries import oproepingen, te_posten, te_roepen
from vereniging.alv.stemvraag import Stemvraag
from vereniging.core.db import db, one_or_404
from vereniging.demo.gegevens.peiling import stem_mee
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.acties.toestemmen import geef_toestemming
from vereniging.leden.models import Lid, Toestemmingsdoel
from vereniging.stembus.acties import open_stemming, sluit, stel_vast, tel
from vereniging.stembus.forms.bestuur import MEERDERHEID
from vereniging.stembus.models import Stemming

PLAATS = "Speeltuin Westerkwartier, Ten Katestraat 10a"
UITLEG = "Log in op de site en stem, met uw telefoon. Geen telefoon? Vraag hulp in de zaal."
GEWEEST, KOMEND, MEEDOEN, PER_MAIL = -165, 24, 26, 5
AGENDA = (
    ("Opening en mededelingen", "De voorzitter opent de vergadering.", Puntsoort.BESPREKEN),
    ("Jaarverslag en kascommissie", "De kascommissie vertelt wat zij zag.", Puntsoort.BESPREKEN),
)
VRAAG = (
    "De gemeente wil bomen kappen voor een nieuwe kade. Laten wij als leden samen zeggen wat wij"
    " daarvan vinden, voordat de commissie erover praat (voorbeeld)."
)
NOTULEN = (
    "De voorzitter opent de vergadering. Er zijn 26 leden.\n\n"
    "De kascommissie keek naar de boeken. Alles klopte.\n\n"
    "De leden stemden over de contributie. De uitslag staat bij punt 3 (voorbeeld)."
)


def houd_ledenvergaderingen(verhaal: Geschiedenis) -> None:
    """The annual meeting of this year, and the extra one that is coming."""
    with verhaal.daad(verhaal.moment(GEWEEST - 40)) as nu:
        for lid in te_roepen(verhaal.dag(GEWEEST)):
            if lid.email and lid.id % PER_MAIL:
                geef_toestemming(lid, Toestemmingsdoel.ALV_OPROEP, nu)
    vraag = "Blijft de contributie volgend jaar € 10?"
    _plan(verhaal, GEWEEST, AlvSoort.JAARVERGADERING, ("Contributie van volgend jaar", vraag))
    _roep_op(verhaal, GEWEEST)
    _stem_en_tel(verhaal)
    vraag = "Stemt u in met het werkplan voor volgend jaar?"
    _plan(verhaal, KOMEND, AlvSoort.EXTRA, ("Werkplan voor volgend jaar", vraag))
    _roep_op(verhaal, KOMEND)
    with verhaal.daad(verhaal.moment(-1)) as nu:
        for lid in db.session.scalars(select(Lid).where(Lid.id.in_(_opgeroepen(verhaal)))):
            meld_komst(_alv(verhaal, KOMEND), lid, nu, komt=lid.id % 4 != 0)
    _vraag_vergadering(verhaal)


def _vraag_vergadering(verhaal: Geschiedenis) -> None:
    """Five members ask for a meeting of their own; that is not enough yet."""
    with verhaal.daad(verhaal.moment(-6, 20)) as nu:
        query = select(Lid).where(Lid.id.in_(_opgeroepen(verhaal)), Lid.email.is_not(None))
        eerste, *meer = list(db.session.scalars(query.order_by(Lid.id)))[7:12]
        verzoek = begin_verzoek(eerste, "De kap van bomen langs de Staringkade", VRAAG, nu)
        for lid in meer:
            steun_verzoek(verzoek, lid, nu)


def _plan(verhaal: Geschiedenis, dagen: int, soort: AlvSoort, besluit: tuple[str, str]) -> None:
    titel, vraag = besluit
    with verhaal.daad(verhaal.moment(min(dagen - 30, -5))) as nu:
        alv = plan_alv(
            verhaal.moment(dagen, 19, 30), PLAATS, nu, soort=soort, vorm=AlvVorm.FYSIEK,
            voorwaarden=UITLEG,
        )  # fmt: skip
        for onderwerp, uitleg, wat in AGENDA:
            zet_op_agenda(alv, onderwerp, toelichting=uitleg, soort=wat)
        punt = zet_op_agenda(alv, titel, toelichting="Het bestuur stelt dit voor (voorbeeld).",
                             soort=Puntsoort.BESLUIT)  # fmt: skip
        gevraagd = {
            "meerderheid": MEERDERHEID, "sleutel": "v1", "tekst": vraag, "type": "voor_tegen",
        }  # fmt: skip
        maak_stemming(punt, Stemvraag(gevraagd, alv.begin, alv.begin + timedelta(hours=2)))


def _roep_op(verhaal: Geschiedenis, dagen: int) -> None:
    with verhaal.daad(verhaal.moment(min(dagen - 21, -3))) as nu:
        alv = _alv(verhaal, dagen)
        roep_op(alv, nu)
        if dagen < 0:
            zijn_gepost(alv, {each.id for each in te_posten(alv)}, nu)


def _stem_en_tel(verhaal: Geschiedenis) -> None:
    with verhaal.daad(verhaal.moment(GEWEEST, 19, 30)) as nu:
        open_stemming(_stemming(verhaal), nu)
    with verhaal.daad(verhaal.moment(GEWEEST, 20)):
        stem_mee(verhaal, _stemming(verhaal), ("voor", "voor", "tegen", "voor"), MEEDOEN)
    with verhaal.daad(verhaal.moment(GEWEEST, 21, 30)) as nu:
        sluit(_stemming(verhaal), nu)
    with verhaal.daad(verhaal.moment(GEWEEST, 21, 50)) as nu:
        tel(_stemming(verhaal), nu)
        stel_vast(_stemming(verhaal), nu)
    verhaal.werk(verhaal.moment(GEWEEST, 22))
    with verhaal.daad(verhaal.moment(GEWEEST + 7)) as nu:
        houd(_alv(verhaal, GEWEEST), nu)
        schrijf_notulen(_alv(verhaal, GEWEEST), NOTULEN, nu)


def _opgeroepen(verhaal: Geschiedenis) -> list[int]:
    return [each.lid_id for each in oproepingen(_alv(verhaal, KOMEND))[:24]]


def _alv(verhaal: Geschiedenis, dagen: int) -> Alv:
    return one_or_404(Alv, slug=f"{verhaal.dag(dagen):%Y-%m-%d}")


def _stemming(verhaal: Geschiedenis) -> Stemming:
    found = _alv(verhaal, GEWEEST).punten[-1].stemming
    assert found is not None  # noqa: S101  made with the agenda
    return found
