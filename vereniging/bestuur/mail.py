"""Mails to two people when something breaks, and when it works again."""

from __future__ import annotations

from typing import Any

from vereniging.bestuur.models import Alarm, AlarmSoort
from vereniging.core.i18n import _l
from vereniging.post.mail import compose
from vereniging.post.models import Mail, Spoed
from vereniging.toegang.models import Inlogherstel

WAT: dict[AlarmSoort, Any] = {
    AlarmSoort.KETEN: _l("Het logboek klopt niet meer"),
    AlarmSoort.POST: _l("E-mail blijft liggen"),
    AlarmSoort.KOPIE: _l("Er is te lang geen reservekopie gemaakt"),
    AlarmSoort.OEFENING: _l("Het terugzetten van een reservekopie is te lang niet geoefend"),
    AlarmSoort.VERSCHIL: _l("Er is een verschil in het geld"),
    AlarmSoort.INLOGGEN: _l("Iemand probeert vaak in te loggen met foute codes"),
    AlarmSoort.FOUTEN: _l("De site geeft veel foutmeldingen"),
    AlarmSoort.SCHIJF: _l("De schijf is bijna vol"),
}
DOE: dict[AlarmSoort, Any] = {
    AlarmSoort.KETEN: _l("Verander niets en bel de beheerder."),
    AlarmSoort.POST: _l("Bel de beheerder: kijk of de mailserver werkt."),
    AlarmSoort.KOPIE: _l("Bel de beheerder: kijk waarom de kopie niet lukt."),
    AlarmSoort.OEFENING: _l("Bel de beheerder: laat een oefening doen."),
    AlarmSoort.VERSCHIL: _l("De penningmeester kijkt bij Contributie, Verschillen."),
    AlarmSoort.INLOGGEN: _l("U hoeft niets te doen. Houdt het aan, bel dan de beheerder."),
    AlarmSoort.FOUTEN: _l("Bel de beheerder: in het verslag van de server staat wat er misgaat."),
    AlarmSoort.SCHIJF: _l("Bel de beheerder: zonder plaats kan niemand iets opslaan."),
}


def alarm_aan(alarm: Alarm, adres: str, plaats: int) -> Mail:
    """Something broke; `plaats` is the receiver's number in the list."""
    return _mail("bestuur/mail/alarm.txt", alarm, adres, f"aan:{plaats}")


def alarm_voorbij(alarm: Alarm, adres: str, plaats: int) -> Mail:
    """It works again."""
    return _mail("bestuur/mail/alarm_voorbij.txt", alarm, adres, f"voorbij:{plaats}")


def herstel_vraagt(herstel: Inlogherstel, wie: str, adres: str, plaats: int) -> Mail:
    """Somebody with an office lost every second factor: call, and decide."""
    return compose(
        "bestuur/mail/herstel_vraagt.txt",
        sleutel=f"inlogherstel:{herstel.id}:{plaats}",
        aan=adres,
        wie=wie,
        spoed=Spoed.INLOGGEN,
    )


def _mail(template: str, alarm: Alarm, adres: str, einde: str) -> Mail:
    return compose(
        template,
        sleutel=f"alarm:{alarm.soort}:{alarm.sinds:%Y%m%dT%H%M%S}:{einde}",
        aan=adres,
        alarm=alarm,
        wat=WAT[alarm.soort],
        doe=DOE[alarm.soort],
        spoed=Spoed.INLOGGEN,
    )
