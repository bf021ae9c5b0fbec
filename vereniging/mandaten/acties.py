"""Make a mandate of a count, record what was reached, and tell the members."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from vereniging.commissie.acties import leg_vast
from vereniging.commissie.models import Agendapunt, Toezegging, Uitkomst, UitkomstSoort
from vereniging.core.db import db, locked
from vereniging.core.i18n import _
from vereniging.core.web import link
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf
from vereniging.mandaten import mail
from vereniging.mandaten.models import (
    GELDIG,
    Binding,
    Mandaat,
    Ruggespraak,
    Tafel,
    Terugkoppeling,
    Verhaal,
    terugkoppeling_voor,
)
from vereniging.mandaten.queries import (
    betrokkenen,
    mandaat_uit,
    mandaat_van,
    mandaten_bij,
    standpunt_bij,
    zonder_terugkoppeling,
)
from vereniging.standpunten.acties import MEERDERHEID
from vereniging.standpunten.models import Standpunt
from vereniging.statuten.models import Besluit
from vereniging.statuten.queries import profiel
from vereniging.stembus.acties import bereid_voor
from vereniging.stembus.models import Grondslag, Stemming, Uitslag, Uitslagzicht
from vereniging.stembus.queries import nieuwe_slug

HERINNER_OP = (3, 6, 8)


def maak_mandaat(standpunt: Standpunt, uitslag: Uitslag, nu: datetime) -> Mandaat | None:
    """The count becomes an instruction, if that is what members were asked for and they agreed."""
    band, voor_tegen = uitslag.vraag("bandbreedte"), uitslag.vraag("voor_tegen")
    is_mandaat = uitslag.stemming.grondslag is Grondslag.LEDENRAADPLEGING_MANDAAT
    if not is_mandaat or voor_tegen is None or voor_tegen["uitkomst"] != "aangenomen":
        return None
    if band is not None and band["uitkomst"] != "bepaald":
        return None
    versie = standpunt.versie
    niveaus = list(versie.niveaus) if band else [versie.vraag]
    grens = int(band["ondergrens"]) if band else 1
    return _geef(standpunt, uitslag, nu, niveaus=niveaus, grens=grens)


def _geef(
    standpunt: Standpunt, uitslag: Uitslag, nu: datetime, *, niveaus: list[str], grens: int
) -> Mandaat:
    dag, versie = amsterdam_day(nu), standpunt.versie
    vergadering = standpunt.agendapunt.vergadering if standpunt.agendapunt else None
    mandaat = Mandaat(
        slug=uitslag.stemming.slug,
        titel=standpunt.titel,
        versie=versie,
        uitslag=uitslag,
        binding=Binding(profiel(dag).mandaat_binding),
        vraag=versie.vraag,
        niveaus=niveaus,
        ondergrens_niveau=grens,
        breekpunten=versie.breekpunten,
        ruimte=versie.ruimte,
        ruggespraak_bij=versie.ruggespraak_bij,
        gegeven_op=nu,
        geldig_tot=max(vergadering.dag if vergadering else dag, dag) + GELDIG,
    )
    db.session.add(mandaat)
    db.session.add_all(mail.gegeven(mandaat, lid) for lid in afgevaardigden_op(dag))
    schrijf("mandaat.gegeven", mandaat=mandaat.slug, ondergrens=grens)
    return mandaat


def afgevaardigden_op(dag: date) -> list[Lid]:
    """The delegates that can be mailed."""
    found = [functie.lid for functie in functionarissen("afgevaardigde", dag)]
    return [lid for lid in found if lid is not None and lid.email]


def leg_uitkomst_vast(punt: Agendapunt, tafel: Tafel, nu: datetime) -> Uitkomst:
    """Record what was reached; outside a binding mandate only a conditional yes goes in.

    A conditional yes under a mandate asks the members again. Raises BuitenMandaat.
    """
    mandaat = mandaten_bij([punt]).get(punt.id)
    if mandaat is not None:
        mandaat.controleer(tafel.soort, tafel.niveau)
    uitkomst = Uitkomst(
        soort=tafel.soort,
        tekst=tafel.tekst,
        vastgelegd_op=nu,
        niveau=tafel.niveau,
        mandaat_id=mandaat.id if mandaat else None,
    )
    leg_vast(punt, uitkomst, nu)
    if tafel.belofte is not None:
        db.session.add(Toezegging(agendapunt=punt, **vars(tafel.belofte)))
    if mandaat is not None and tafel.soort is UitkomstSoort.VOORBEHOUD:
        db.session.add(Ruggespraak(uitkomst=uitkomst, gevraagd_op=nu))
        schrijf("ruggespraak.nodig", mandaat=mandaat.slug, punt=punt.id)
    return uitkomst


def vraag_de_leden(ruggespraak: Ruggespraak, open_op: datetime) -> Stemming:
    """Prepare the vote on a conditional yes; it lasts as long as the statutes want."""
    db.session.flush()
    locked(Ruggespraak, id=ruggespraak.id)
    punt, regels = ruggespraak.uitkomst.agendapunt, profiel(amsterdam_day(open_op))
    duur = max(
        timedelta(hours=regels.ruggespraak_uren), timedelta(days=regels.stemming_minimum_dagen)
    )
    vraag = _("Mogen onze afgevaardigden instemmen met: %(tekst)s?", tekst=_kort(ruggespraak))
    stemming = bereid_voor(
        f"{_('Ruggespraak')}: {punt.titel}",
        slug=nieuwe_slug(f"ruggespraak-{punt.id}"),
        vragen=[
            {"meerderheid": MEERDERHEID, "sleutel": "v1", "tekst": vraag, "type": "voor_tegen"}
        ],
        open_op=open_op,
        sluit_op=open_op + duur,
        zichtbaar=Uitslagzicht.DIRECT,
    )
    ruggespraak.vragen(stemming)
    schrijf("ruggespraak.gevraagd", stemming=stemming.slug)
    return stemming


def _kort(ruggespraak: Ruggespraak) -> str:
    return " ".join(ruggespraak.uitkomst.tekst.split()).rstrip("?.")[:300]


def rond_ruggespraak_af(ruggespraak: Ruggespraak, uitslag: Uitslag, nu: datetime) -> None:
    """The members answered: a yes becomes a new mandate for exactly this text."""
    voor_tegen = uitslag.vraag("voor_tegen")
    aangenomen = voor_tegen is not None and voor_tegen["uitkomst"] == "aangenomen"
    uitkomst, standpunt = ruggespraak.uitkomst, standpunt_bij(ruggespraak.uitkomst)
    ruggespraak.afronden(nu, aangenomen=aangenomen)
    if aangenomen and standpunt is not None:
        mandaat = _geef(standpunt, uitslag, nu, niveaus=[_kort(ruggespraak)], grens=1)
        db.session.flush()
        uitkomst.mandaat_id, uitkomst.niveau = mandaat.id, 1
    schrijf("ruggespraak.afgerond", punt=uitkomst.agendapunt_id, uitkomst=uitkomst.soort.value)


def publiceer(uitkomst: Uitkomst, verhaal: Verhaal, nu: datetime) -> Terugkoppeling:
    """Tell everyone what was reached; who gave input gets a mail. Raises LegAfwijkingUit."""
    mandaat, standpunt = mandaat_van(uitkomst), standpunt_bij(uitkomst)
    verteld = Terugkoppeling(uitkomst=uitkomst, **vars(verhaal))
    verteld.publiceren(nu, is_afwijking=mandaat is not None and mandaat.is_afwijking(uitkomst))
    db.session.add(verteld)
    slug = uitkomst.agendapunt.vergadering.slug
    url = link("commissie.toon", slug=slug, _external=True)
    if mandaat is not None:
        url = link("mandaten.toon", slug=mandaat.slug, _external=True)
    for lid in betrokkenen(standpunt.id) if standpunt else []:
        if lid.email:
            db.session.add(mail.terugkoppeling(verteld, lid, url))
    schrijf("terugkoppeling.gepubliceerd", vergadering=slug, punt=uitkomst.agendapunt_id)
    return verteld


def herinner(nu: datetime) -> None:
    """Remind the delegates on the days set for it."""
    dag = amsterdam_day(nu)
    for uitkomst in zonder_terugkoppeling():
        dagen = (dag - uitkomst.agendapunt.vergadering.dag).days
        if dagen in HERINNER_OP:
            voor = terugkoppeling_voor(uitkomst)
            db.session.add_all(
                mail.herinnering(uitkomst, voor, dagen, lid) for lid in afgevaardigden_op(dag)
            )


def trek_betwiste_in(stemming: Stemming, nu: datetime) -> None:
    """Members voted again: what the contested count made is over, by the decision to contest."""
    vorige = db.session.get_one(Stemming, stemming.vervangt_id)
    mandaat, besluit = mandaat_uit(vorige), db.session.get(Besluit, vorige.besluit_id or 0)
    if mandaat is not None and besluit is not None and mandaat.intrekking is None:
        trek_mandaat_in(mandaat, besluit, nu)


def trek_mandaat_in(mandaat: Mandaat, besluit: Besluit, nu: datetime) -> None:
    """The board ends a mandate by a recorded decision."""
    db.session.add(mandaat.intrekken(besluit, nu))
    schrijf("mandaat.ingetrokken", mandaat=mandaat.slug, besluit=besluit.kenmerk)
