"""Two years of older reports, four rounds of the survey and one that runs, figures of others.

All of it is invented and says so; each report goes through the verbs, without the mails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import select

from vereniging.convenant.models import Organisatie
from vereniging.convenant.queries import themas
from vereniging.core.clock import year_of
from vereniging.core.db import db
from vereniging.core.links import new_seed
from vereniging.core.references import reference, reserve
from vereniging.core.workdays import add_workdays, amsterdam_day, midnight_after
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leefbaarheid import acties, mail
from vereniging.leefbaarheid.models import (
    BUURT,
    GEEN,
    TREND,
    Enquete,
    EnqueteGroep,
    EnqueteTelling,
    EnqueteZin,
    Indicator,
    Meting,
    Trend,
)
from vereniging.meldingen.acties import seed_categorieen
from vereniging.meldingen.models import Doorzending, Melding, MeldingCategorie, Plek, Sluitreden

AANTAL = 150
# per kind of trouble: how often, and the street where it is most
VAAK = {
    "zwerfvuil": (8, "Toussaintkade"),
    "container": (6, "De Genestetstraat"),
    "stoep_straat": (6, "Ten Katestraat"),
    "verlichting": (3, "Busken Huetplein"),
    "te_weinig_plek": (9, "Oltmansstraat"),
    "fout_parkeren": (8, "Nicolaas Beetsstraat"),
    "te_hard": (7, "Haagweg"),
    "doorgaand": (4, "Staringkade"),
    "plantsoen": (5, "Busken Huetplein"),
    "drukte": (4, "Staringkade"),
    "overlast_gebouw": (3, "Kneppelhoutstraat"),
    "activiteit": (1, "Ten Katestraat"),
    "geluid": (5, "Potgieterlaan"),
    "hondenpoep": (5, "Ter Haarkade"),
}
RONDES = (  # name, days ago that it closed, mean grade, answers of members and of others
    ("Najaar 2024", -725, 6.8, 47, 6),
    ("Voorjaar 2025", -540, 7.0, 52, 4),
    ("Najaar 2025", -360, 6.9, 55, 9),
    ("Voorjaar 2026", -180, 7.2, 61, 12),
)
LOPEND = "Najaar 2026"
THEMACIJFER = {"groen": 0.4, "parkeren": -1.1, "verkeer": -0.6, "sociaal": 0.5, "milieu": -0.2}
ZINNEN = (
    "Meer bankjes langs het water, graag.",
    "Fijne buurt, maar ’s avonds wordt er te hard gereden.",
    "Het is hier groener geworden.",
)


def vertel(verhaal: Geschiedenis) -> None:
    """What happened before the story's own reports."""
    toeval = Random(956)  # noqa: S311  the same neighbourhood each time
    with verhaal.daad(verhaal.moment(-740, 9)):
        seed_categorieen()
    with verhaal.daad(verhaal.moment(-2, 9)):
        _oude_meldingen(verhaal, toeval)
    for titel, dagen, cijfer, leden, anderen in RONDES:
        with verhaal.daad(verhaal.moment(dagen)) as nu:
            _oude_ronde(_maak(titel, nu), nu, cijfer, (leden, anderen), toeval)
    with verhaal.daad(verhaal.moment(-300)):
        _elders(verhaal)


def open_ronde(verhaal: Geschiedenis) -> None:
    """A round that runs now: all members have a link, three of them a mail to click on."""
    with verhaal.daad(verhaal.moment(-5, 10)) as nu:
        enquete = _maak(LOPEND, nu)
        enquete.openen(nu, midnight_after(verhaal.dag(16)))
        _vraag_leden(enquete, nu)


def _vraag_leden(enquete: Enquete, nu: datetime) -> None:
    """As opening does, without two hundred mails in the demo's mailbox."""
    toeval = Random(164)  # noqa: S311  the same neighbourhood each time
    for nummer, link in enumerate(acties.maak_links(enquete, nu)):
        if nummer < 3:
            db.session.add(mail.uitnodiging(link))
        elif nummer % 4 == 0:
            link.gebruiken(nu)
    used = sum(link.is_gebruikt for link in enquete.links)
    _tel(enquete, EnqueteGroep.LID, 7.3, used, toeval)
    db.session.add(EnqueteZin(enquete_id=enquete.id, tekst=ZINNEN[1]))


def _maak(titel: str, nu: datetime) -> Enquete:
    enquete = acties.maak_enquete(titel.lower().replace(" ", "-"), titel, nu)
    db.session.flush()
    return enquete


def _oude_ronde(
    enquete: Enquete, nu: datetime, cijfer: float, aantallen: tuple[int, int], toeval: Random
) -> None:
    """A round that ended long ago: only its counts are left, as of every round."""
    enquete.openen(nu - timedelta(days=21), nu)
    acties.sluit(enquete, nu)
    enquete.gevraagd_leden, enquete.gevraagd_bewoners = 138, aantallen[1] + 3
    for groep, aantal in zip(EnqueteGroep, aantallen, strict=True):
        _tel(enquete, groep, cijfer, aantal, toeval)
    for zin in ZINNEN:
        db.session.add(EnqueteZin(enquete_id=enquete.id, tekst=zin, is_openbaar=True))


def _tel(enquete: Enquete, groep: EnqueteGroep, cijfer: float, aantal: int, toeval: Random) -> None:
    for vraag in (BUURT, *(thema.code for thema in themas())):
        midden = cijfer + THEMACIJFER.get(vraag, 0)
        grades = (min(10, max(1, round(toeval.gauss(midden, 1.3)))) for _n in range(aantal))
        told = [GEEN if toeval.random() < 0.06 else str(grade) for grade in grades]
        _bewaar(enquete, groep, vraag, told)
    trends = [*Trend, Trend.GELIJK, Trend.GELIJK, GEEN]
    _bewaar(enquete, groep, TREND, [str(toeval.choice(trends)) for _n in range(aantal)])


def _bewaar(enquete: Enquete, groep: EnqueteGroep, vraag: str, gezegd: list[str]) -> None:
    for antwoord, aantal in sorted(Counter(gezegd).items()):
        db.session.add(
            EnqueteTelling(
                enquete_id=enquete.id, groep=groep, vraag=vraag, antwoord=antwoord, aantal=aantal
            )
        )


def _elders(verhaal: Geschiedenis) -> None:
    """A grade that somebody else measured in a larger area."""
    indicator = Indicator(
        naam="Rapportcijfer voor de woonomgeving (voorbeeld)",
        thema=None,
        eenheid="rapportcijfer",
        gebied="Het hele district",
        definitie="Gemiddelde van iedereen die de stadsenquête invulde. Verzonnen voor deze demo.",
        bron="Stadsenquête van de gemeente (voorbeeld)",
    )
    acties.noteer_indicator(indicator)
    meting = Meting(periode="2025", gepubliceerd_op=verhaal.dag(-300), honderdsten=760, n=412)
    acties.noteer_meting(indicator, meting)


def _oude_meldingen(verhaal: Geschiedenis, toeval: Random) -> None:
    codes, gewichten = list(VAAK), [vaak for vaak, _straat in VAAK.values()]
    categorieen = {each.code: each for each in db.session.scalars(select(MeldingCategorie))}
    straten = {plek.naam: plek for plek in db.session.scalars(select(Plek))}
    organisaties = list(db.session.scalars(select(Organisatie).order_by(Organisatie.id)))
    # more in the last year than in the one before, and more in summer
    momenten = sorted(
        verhaal.moment(-3 - int(720 * toeval.random() ** 1.3), 8 + toeval.randrange(12))
        for _n in range(AANTAL)
    )
    for kenmerk, nu in zip(_kenmerken(momenten), momenten, strict=True):
        code = toeval.choices(codes, gewichten)[0]
        straat = VAAK[code][1] if toeval.random() < 0.65 else toeval.choice(sorted(straten))
        melding = Melding(
            kenmerk=kenmerk, kiem=new_seed(), categorie=categorieen[code], plek=straten[straat],
            straat=straat, tekst="Een oudere melding, verzonnen voor deze demo (voorbeeld).",
            email=f"melder{toeval.randrange(90)}@example.org", ingediend_op=nu, stand_sinds=nu,
        )  # fmt: skip
        db.session.add(melding)
        partij = melding.categorie.partij
        actief = [o for o in organisaties if o.partij is partij and o.is_actief(nu.date())]
        _verloop(melding, (actief or [o for o in organisaties if o.partij is partij])[0],
                 verhaal.nu, toeval)  # fmt: skip


def _kenmerken(momenten: list[datetime]) -> Iterator[str]:
    """Gapless numbers, in the order of the year."""
    for jaar, aantal in sorted(Counter(map(year_of, momenten)).items()):
        eerste = reserve("M", jaar, aantal)
        yield from (reference("M", jaar, eerste + nummer) for nummer in range(aantal))


def _verloop(melding: Melding, naar: Organisatie, tot: datetime, toeval: Random) -> None:
    """Confirmed, sent on, answered in time or late or never, and in the end closed or not."""
    nu = melding.ingediend_op
    melding.bevestigen(nu, add_workdays(amsterdam_day(nu), 3))
    nu += timedelta(hours=toeval.randrange(4, 90))
    voor = add_workdays(amsterdam_day(nu), 10)
    if nu >= tot:
        return
    melding.doorsturen(nu, naar.partij, voor)
    antwoord = nu + timedelta(hours=24 + int(24 * toeval.lognormvariate(2.0, 0.7)))
    klaar = antwoord + timedelta(hours=int(24 * toeval.lognormvariate(2.6, 0.9)))
    eerste = klaar if toeval.random() < 0.07 else antwoord  # some say nothing until it is done
    is_beantwoord = eerste < tot
    zending = Doorzending(
        melding=melding, organisatie=naar, kiem=new_seed(), verzonden_op=nu, antwoord_voor=voor,
        geldig_tot=nu + timedelta(days=30), beantwoord_op=eerste if is_beantwoord else None,
    )  # fmt: skip
    db.session.add(zending)
    if klaar + timedelta(days=29) < tot:
        _einde(melding, klaar, toeval, voor)
    elif is_beantwoord:
        melding.oppakken(eerste, add_workdays(amsterdam_day(eerste), 60))


def _einde(melding: Melding, klaar: datetime, toeval: Random, dag: date) -> None:
    lot = toeval.random()
    if lot < 0.12:
        melding.sluiten(klaar, Sluitreden.GEEN_MIDDELEN, "Er is dit jaar geen geld voor.")
        return
    melding.klaar_melden(klaar, "Wij zijn langs geweest en klaar.")
    if lot < 0.22:
        melding.heropenen(klaar + timedelta(days=2), "Het is nog steeds zo.", dag)
        melding.doorsturen(klaar + timedelta(days=3), melding.categorie.partij, dag)
        melding.klaar_melden(klaar + timedelta(days=12), "Nu is het echt klaar.")
    if lot < 0.4:
        melding.laten_rusten(klaar + timedelta(days=28))
    else:
        melding.akkoord(klaar + timedelta(days=14 if lot < 0.22 else 3))
