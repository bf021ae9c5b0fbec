"""Messages around a vote; none ever holds a choice, a code or a clock time of voting."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from vereniging.leden.models import Lid
from vereniging.post.mail import compose
from vereniging.post.models import Mail
from vereniging.stembus.models import Stemming, Stemteller, Vernietiging, Volmacht


def gestemd_sleutel(stemming: Stemming, lid: Lid, revisie: int) -> str:
    """The key of the message about one vote of one member."""
    return f"gestemd:{stemming.slug}:{lid.lidnummer}:{revisie}"


def gestemd(
    stemming: Stemming, lid: Lid, revisie: int, nu: datetime, houder: Lid | None = None
) -> list[Mail]:
    """Tells a member that a vote was cast in their name, and who voted with a volmacht too."""
    sleutel = gestemd_sleutel(stemming, lid, revisie)
    return [
        compose(
            "stembus/mail/gestemd.txt",
            sleutel=sleutel if wie is lid else f"{sleutel}:houder",
            aan=wie.email,
            taal=wie.taal,
            lid=wie,
            gever=lid,
            houder=houder,
            stemming=stemming,
            opnieuw=revisie > 1,
            nu=nu,
        )
        for wie in (lid, houder)
        if wie is not None
    ]


def geopend(stemming: Stemming, lid: Lid) -> Mail:
    """Tells a member on the roll that voting can begin."""
    return compose(
        "stembus/mail/geopend.txt",
        sleutel=f"stemming-open:{stemming.slug}:{lid.lidnummer}",
        lid_id=lid.id,
        aan=lid.email,
        taal=lid.taal,
        lid=lid,
        stemming=stemming,
    )


def herinnering(stemming: Stemming, lid: Lid, merk: str, gever: Lid | None = None) -> Mail:
    """Reminds a member who did not vote yet, or not yet for the giver of a volmacht.

    Its key and subject tell nobody that.
    """
    return compose(
        "stembus/mail/geopend.txt",
        sleutel=f"stemming-nog:{merk}",
        aan=lid.email,
        taal=lid.taal,
        lid=lid,
        stemming=stemming,
        herinnering=True,
        gever=gever,
    )


def getuige(stemming: Stemming, email: str) -> Mail:
    """Gives a witness the root of the closed box, before anything is opened."""
    return compose(
        "stembus/mail/getuige.txt",
        sleutel=f"getuige:{stemming.slug}:{email}",
        aan=email,
        stemming=stemming,
    )


def betwist(stemming: Stemming, nieuw: Stemming, lid: Lid) -> Mail:
    """Tells a member on the roll that the result does not stand, and when to vote again."""
    return compose(
        "stembus/mail/betwist.txt",
        sleutel=f"betwist:{stemming.slug}:{lid.lidnummer}",
        lid_id=lid.id,
        aan=lid.email,
        taal=lid.taal,
        lid=lid,
        stemming=stemming,
        nieuw=nieuw,
    )


def vernietigd(stemming: Stemming, voorstel: Vernietiging, lid: Lid) -> Mail:
    """Tells a member on the roll that the vote was annulled, and why."""
    return compose(
        "stembus/mail/vernietigd.txt",
        sleutel=f"vernietigd:{stemming.slug}:{lid.lidnummer}",
        lid_id=lid.id,
        aan=lid.email,
        taal=lid.taal,
        lid=lid,
        stemming=stemming,
        voorstel=voorstel,
    )


def storing(stemming: Stemming, wie: Lid, nu: datetime) -> Mail:
    """Tells an officer that the box does not agree with itself, and what to do."""
    return compose(
        "stembus/mail/storing.txt",
        sleutel=f"stembus-storing:{stemming.slug}:{stemming.storing}:{wie.lidnummer}:{nu:%y%m%d%H%M%S}",
        aan=wie.email,
        taal=wie.taal,
        lid=wie,
        stemming=stemming,
    )


def uitslag_bekend(stemming: Stemming, lid: Lid) -> Mail:
    """Tells a member on the roll where the result is, with the root to compare."""
    return compose(
        "stembus/mail/uitslag.txt",
        sleutel=f"uitslag:{stemming.slug}:{lid.lidnummer}",
        lid_id=lid.id,
        aan=lid.email,
        taal=lid.taal,
        lid=lid,
        stemming=stemming,
    )


def teller_benoemd(stemming: Stemming, lid: Lid, nu: datetime) -> Mail:
    """Tells a teller which vote it is, and what to do before it opens."""
    return _teller("benoemd", stemming, lid, nu)


def teller_dicht(stemming: Stemming, lid: Lid, nu: datetime) -> Mail:
    """Tells a teller that the box is shut: note the root, then open it with one other."""
    return _teller("dicht", stemming, lid, nu)


def teller_nodig(stemming: Stemming, lid: Lid, eerste: Stemteller, nu: datetime) -> Mail:
    """Tells the other tellers that the first one was there; one of them is enough."""
    return _teller("nodig", stemming, lid, nu, eerste=eerste)


def teller_wacht(stemming: Stemming, teller: Stemteller, nu: datetime) -> Mail:
    """Tells a teller that the vote waits: for a tried key, or for two who open the box."""
    return _teller("wacht", stemming, teller.lid, nu)


def teller_vervallen(stemming: Stemming, lid: Lid, nu: datetime, *, uitslag_weg: bool) -> Mail:
    """Tells a teller that a vote is off; `uitslag_weg` when the result that it rests on is void."""
    return _teller("vervallen", stemming, lid, nu, uitslag_weg=uitslag_weg)


def _teller(wat: str, stemming: Stemming, lid: Lid, nu: datetime, **feiten: object) -> Mail:
    return compose(
        f"stembus/mail/teller_{wat}.txt",
        sleutel=f"teller-{wat}:{stemming.slug}:{lid.lidnummer}:{nu:%y%m%d%H%M%S%f}",
        aan=lid.email,
        taal=lid.taal,
        lid=lid,
        stemming=stemming,
        **feiten,
    )


def volmacht_gegeven(volmacht: Volmacht, wie: Lid, nu: datetime) -> Mail:
    """Tells giver and holder that one votes for the other."""
    return _volmacht("gegeven", volmacht, wie, nu)


def volmacht_weg(volmacht: Volmacht, wie: Lid, nu: datetime) -> Mail:
    """Tells giver and holder that it is over, or that the roll of the opening has no place."""
    return _volmacht("weg", volmacht, wie, nu)


def _volmacht(wat: str, volmacht: Volmacht, wie: Lid, nu: datetime) -> Mail:
    stemming, merk = volmacht.stemming, sha256(volmacht.kiem).hexdigest()[:12]
    return compose(
        f"stembus/mail/volmacht_{wat}.txt",
        sleutel=f"volmacht-{wat}:{stemming.slug}:{merk}:{wie.lidnummer}:{nu:%y%m%d%H%M%S}",
        aan=wie.email,
        taal=wie.taal,
        lid=wie,
        volmacht=volmacht,
        stemming=stemming,
    )
