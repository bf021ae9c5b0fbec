"""What reporters and parties are told; a sleutel per event."""

from __future__ import annotations

from datetime import date, datetime

from vereniging.commissie.models import Opschaling
from vereniging.convenant.models import Contact, Organisatie
from vereniging.core.i18n import _, kort
from vereniging.core.secrets import token_for
from vereniging.core.web import link
from vereniging.core.workdays import amsterdam_day
from vereniging.meldingen.models import Doorzending, IkOok, Melding, MeldingStand
from vereniging.meldingen.queries import openbare_zin, zin
from vereniging.post.antwoordadres import antwoordadres
from vereniging.post.lezen import Bericht
from vereniging.post.mail import compose
from vereniging.post.models import Mail, Spoed

VOLG = "melding"
CONCEPT = "melding_concept"
PARTIJ = "doorzending"
IK_OOK = "ik_ook"


def volglink(melding: Melding) -> str:
    """The reporter's own page."""
    return link("meldingen.volg", token=token_for(melding.kiem, VOLG), _external=True)


def partijlink(doorzending: Doorzending) -> str:
    """Where the organisation answers."""
    token = token_for(doorzending.kiem, PARTIJ)
    return link("meldingen.antwoord", token=token, _external=True)


def bericht(melding: Melding, nu: datetime) -> Mail:
    """Where a report stands now, for who sent it in."""
    eerste = melding.stand is MeldingStand.TE_BEVESTIGEN
    return compose(
        f"meldingen/mail/{'bevestig' if eerste else 'melder'}.txt",
        sleutel=f"melding:{melding.kenmerk}:{melding.stand}:{len(melding.gebeurtenissen)}",
        aan=melding.email,
        taal=melding.taal,
        spoed=Spoed.INLOGGEN if eerste else Spoed.GEWOON,
        melding=melding,
        zin=zin(melding),
        nu=nu,
        url=volglink(melding),
    )


def stap_verder(melding: Melding, opschaling: Opschaling) -> Mail:
    """What they reported went a step further, or the steps are over."""
    stap = len(opschaling.stappen)
    return compose(
        "meldingen/mail/stap_verder.txt",
        sleutel=f"melding:{melding.kenmerk}:trede:{opschaling.kenmerk}:{opschaling.stand}:{stap}",
        aan=melding.email,
        taal=melding.taal,
        melding=melding,
        opschaling=opschaling,
        url=volglink(melding),
        ladder=link("commissie.opschaling", kenmerk=opschaling.kenmerk, _external=True),
    )


def link_opnieuw(melding: Melding, nu: datetime) -> Mail:
    """The link once more, because somebody asked for it."""
    return compose(
        "meldingen/mail/melder.txt",
        sleutel=f"melding:{melding.kenmerk}:link:{nu:%Y%m%d%H%M}",
        aan=melding.email,
        taal=melding.taal,
        melding=melding,
        zin=zin(melding),
        nu=nu,
        url=volglink(melding),
    )


def bevestig_ik_ook(ikook: IkOok) -> Mail:
    """Whether this household really wants to join."""
    return compose(
        "meldingen/mail/ik_ook.txt",
        sleutel=f"ik_ook:{ikook.kiem.hex()}",
        aan=ikook.email,
        taal=ikook.taal,
        spoed=Spoed.INLOGGEN,
        melding=ikook.melding,
        url=ik_ook_link(ikook),
    )


def aan_meedoener(ikook: IkOok) -> Mail:
    """Where a report stands that another household sees too: what everyone may know."""
    melding = ikook.melding
    return compose(
        "meldingen/mail/meedoener.txt",
        sleutel=f"ik_ook:{ikook.id}:{melding.stand}:{len(melding.gebeurtenissen)}",
        aan=ikook.email,
        taal=ikook.taal,
        melding=melding,
        zin=openbare_zin(melding),
        url=ik_ook_link(ikook),
    )


def ik_ook_link(ikook: IkOok) -> str:
    """Where a household confirms, and where it says that it needs no more mail."""
    return link("leden.bevestigen", token=token_for(ikook.kiem, IK_OOK), _external=True)


def aan_partij(doorzending: Doorzending, contact: Contact, soort: str = "nieuw") -> Mail:
    """A report for an organisation, or a reminder of one (`eerder`, `vandaag`, `te_laat`)."""
    return compose(
        "meldingen/mail/partij.txt",
        sleutel=f"doorzending:{doorzending.kiem.hex()}:{soort}",
        aan=contact.email,
        antwoord_aan=(adres := antwoordadres(doorzending.postkiem)),
        draad=draad(doorzending.melding),
        per_mail=bool(adres),
        onderwerp=_kop(doorzending, soort),
        doorzending=doorzending,
        melding=doorzending.melding,
        contact=contact,
        soort=soort,
        url=partijlink(doorzending),
    )


def bundel(sleutel: str, contact: Contact, samen: list[Doorzending]) -> Mail:
    """Several reports for an organisation in one message, each with its own link."""
    return compose(
        "meldingen/mail/bundel.txt",
        sleutel=sleutel,
        aan=contact.email,
        contact=contact,
        regels=[{"doorzending": each, "url": partijlink(each)} for each in samen],
    )


def draad(melding: Melding) -> str:
    """What messages to a party about one report share, so that they stand together."""
    return f"{melding.kenmerk.lower()}.melding"


def bijlage_geweigerd(doorzending: Doorzending, bericht: Bericht, nu: datetime) -> Mail:
    """The answer arrived, but not all that came with it; at most once a day."""
    return compose(
        "meldingen/mail/bijlage_geweigerd.txt",
        sleutel=f"bijlage:{amsterdam_day(nu)}:{bericht.van}"[:160],
        aan=bericht.van,
        draad=draad(doorzending.melding),
        melding=doorzending.melding,
        namen=bericht.niet_bewaard[:10],
        url=partijlink(doorzending),
    )


def antwoord_van_partij(melding: Melding, tekst: str, nu: datetime) -> Mail:
    """What a party answered, for the reporter, in words that an officer chose."""
    return compose(
        "meldingen/mail/antwoord_van_partij.txt",
        sleutel=f"melding:{melding.kenmerk}:antwoord:{len(melding.gebeurtenissen)}",
        aan=melding.email,
        taal=melding.taal,
        melding=melding,
        tekst=tekst,
        nu=nu,
        url=volglink(melding),
    )


def weekoverzicht(
    organisatie: Organisatie, contact: Contact, open_: list[Doorzending], maandag: date,
    nu: datetime,
) -> Mail:  # fmt: skip
    """What an organisation still has to do in this week, each with its own link."""
    regels = [
        {
            "melding": each.melding,
            "dag": each.melding.termijn or each.antwoord_voor,
            "te_laat": each.melding.is_te_laat(nu),
            "opgepakt": each.melding.stand is MeldingStand.OPGEPAKT,
            "url": partijlink(each),
        }
        for each in open_
    ]
    return compose(
        "meldingen/mail/weekoverzicht.txt",
        sleutel=f"weekoverzicht:{organisatie.id}:{maandag}",
        aan=contact.email,
        organisatie=organisatie,
        contact=contact,
        regels=regels,
    )


def _kop(doorzending: Doorzending, soort: str) -> str:
    nummer = doorzending.melding.kenmerk
    nieuw = _(
        "Melding %(nummer)s: wilt u antwoorden voor %(dag)s?",
        nummer=nummer,
        dag=kort(doorzending.antwoord_voor),
    )
    koppen = {
        "nieuw": nieuw,
        "eerder": _("Nog drie werkdagen: antwoord op %(nummer)s", nummer=nummer),
        "vandaag": _("Vandaag: antwoord op %(nummer)s", nummer=nummer),
        "te_laat": _("Te laat: antwoord op %(nummer)s", nummer=nummer),
    }  # fmt: skip
    return koppen.get(soort, nieuw)
