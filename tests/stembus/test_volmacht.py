"""Another member votes for you: limited, seen by both, counted once."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, een_stemming, met_sleutel, om, stem
from tests.stembus.test_papier import accounts
from tests.stembus.test_stemming import leden, sluit_en_tel
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.leden.models import Lid, LidSoort
from vereniging.post.models import Mail
from vereniging.stembus import natellen
from vereniging.stembus.acties import herinner, open_stemming
from vereniging.stembus.acties.papier import reik_uit
from vereniging.stembus.acties.stemmen import VolmachtVeranderd
from vereniging.stembus.acties.volmacht import (
    AlUitgebracht,
    AlVolmacht,
    GeenStem,
    GeenVolmacht,
    NietAanUzelf,
    NietDoorgeven,
    TeVeelVolmachten,
    bevestig_volmacht,
    geef_volmacht,
    noteer_volmacht,
    trek_volmacht_in,
)
from vereniging.stembus.models import Grondslag, StembusBestand, Stemming, Uitslag, Volmacht
from vereniging.stembus.models.bus import VolmachtLoopt
from vereniging.stembus.queries import registerrij

PAGINA = "/stemmen/parkeren/volmacht"


def een_alv_stemming(data: Session, nu: datetime, aantal: int) -> tuple[Stemming, list[Lid]]:
    """An open vote of the general meeting, and who may vote."""
    wie = leden(data, aantal)
    return een_open_stemming(nu, grondslag=Grondslag.ALV_STEMMING), wie


def mails(data: Session, soort: str) -> list[str]:
    """To whom such a message went."""
    query = select(Mail.aan).where(Mail.sleutel.startswith(soort))
    return sorted(aan or "" for aan in data.scalars(query))


def test_a_holder_votes_once_for_each_giver_and_the_recount_agrees(
    data: Session, nu: datetime, tmp_path: Path
) -> None:
    stemming, (een, twee, houder, *rest) = een_alv_stemming(data, nu, 7)
    for gever in (een, twee):
        geef_volmacht(stemming, gever, houder, nu)
        stem(stemming, gever, "tegen", houder=houder)
    stem(stemming, een, "voor", verwacht=1, houder=houder)
    for lid in (houder, *rest):
        stem(stemming, lid, "voor")
    sluit_en_tel(stemming)
    inhoud = data.scalars(select(Uitslag)).one().inhoud
    assert inhoud["opkomst"] == {"papier": 0, "volmacht": 2, "web": 7}
    assert inhoud["vragen"][0]["telling"] == {"blanco": 0, "tegen": 1, "voor": 6}
    for bestand in data.scalars(select(StembusBestand)):
        (tmp_path / bestand.naam).write_bytes(bestand.inhoud)
    script = [sys.executable, natellen.__file__, str(tmp_path)]
    recount = subprocess.run(script, capture_output=True, text=True, check=False)  # noqa: S603  our own script
    assert recount.returncode == 0, recount.stdout


def test_nobody_holds_more_than_two_passes_on_or_votes_for_themselves(
    data: Session, nu: datetime
) -> None:
    stemming, (een, twee, drie, houder, ander) = een_alv_stemming(data, nu, 5)
    laat = leden(data, 1)[0]
    with pytest.raises(NietAanUzelf):
        geef_volmacht(stemming, een, een, nu)
    with pytest.raises(GeenStem):
        geef_volmacht(stemming, een, laat, nu)
    with pytest.raises(GeenStem):
        geef_volmacht(stemming, laat, een, nu)
    geef_volmacht(stemming, een, houder, nu)
    with pytest.raises(AlVolmacht):
        geef_volmacht(stemming, een, ander, nu)
    geef_volmacht(stemming, twee, houder, nu)
    with pytest.raises(TeVeelVolmachten, match="2 volmachten"):
        geef_volmacht(stemming, drie, houder, nu)
    with pytest.raises(NietDoorgeven):
        geef_volmacht(stemming, houder, ander, nu)
    with pytest.raises(NietDoorgeven):
        geef_volmacht(stemming, drie, een, nu)
    assert len(data.scalars(select(Volmacht)).all()) == 2


def test_a_consultation_knows_no_volmacht(data: Session, nu: datetime) -> None:
    een, twee = leden(data, 2)
    with pytest.raises(GeenVolmacht):
        geef_volmacht(een_open_stemming(nu), een, twee, nu)


def test_it_can_be_withdrawn_until_it_is_used(data: Session, nu: datetime) -> None:
    stemming, (gever, houder, ander) = een_alv_stemming(data, nu, 3)
    volmacht = geef_volmacht(stemming, gever, houder, nu)
    with pytest.raises(VolmachtVeranderd):
        stem(stemming, gever)
    trek_volmacht_in(volmacht, nu)
    with pytest.raises(VolmachtVeranderd):
        stem(stemming, gever, houder=houder)
    opnieuw = geef_volmacht(stemming, gever, ander, nu)
    stem(stemming, gever, houder=ander)
    with pytest.raises(AlUitgebracht):
        trek_volmacht_in(opnieuw, nu)
    stem(stemming, houder)
    with pytest.raises(AlUitgebracht):
        geef_volmacht(stemming, houder, ander, nu)
    assert mails(data, "volmacht-weg:") == sorted([gever.email or "", houder.email or ""])
    assert mails(data, "gestemd:parkeren:" + str(gever.lidnummer)) == sorted(
        [gever.email or "", ander.email or ""]
    )


def test_on_paper_a_second_officer_confirms(data: Session, nu: datetime) -> None:
    stemming, (gever, houder) = een_alv_stemming(data, nu, 2)
    een, twee = accounts(data, nu)
    volmacht = noteer_volmacht(stemming, (gever, houder), een, nu)
    data.flush()
    assert mails(data, "volmacht-gegeven:") == []
    with pytest.raises(VolmachtVeranderd):
        stem(stemming, gever, houder=houder)
    with pytest.raises(EenAnder):
        bevestig_volmacht(volmacht, een, nu)
    bevestig_volmacht(volmacht, twee, nu)
    with pytest.raises(KanNietMeer):
        bevestig_volmacht(volmacht, twee, nu)
    assert len(mails(data, "volmacht-gegeven:")) == 2
    rij = registerrij(stemming, gever.id)
    assert rij is not None
    data.refresh(rij)
    with pytest.raises(VolmachtLoopt):
        reik_uit(stemming, rij, nu)
    stem(stemming, gever, houder=houder)


def test_given_before_the_opening_it_lapses_for_who_is_not_on_the_roll(
    data: Session, nu: datetime
) -> None:
    met_sleutel()
    gever, houder, ander, weg = leden(data, 4)
    stemming = een_stemming(nu, grondslag=Grondslag.ALV_STEMMING)
    geef_volmacht(stemming, gever, houder, nu)
    geef_volmacht(stemming, ander, weg, nu)
    data.flush()
    weg.lidmaatschappen[0].soort = LidSoort.DONATEUR
    open_stemming(stemming, nu)
    assert [each.gever for each in data.scalars(select(Volmacht))] == [gever]
    assert len(mails(data, "volmacht-weg:")) == 2
    stem(stemming, ander)
    stem(stemming, gever, houder=houder)


def test_the_reminder_goes_to_the_holder(data: Session, nu: datetime) -> None:
    stemming, (gever, houder) = een_alv_stemming(data, nu, 2)
    geef_volmacht(stemming, gever, houder, nu)
    stem(stemming, houder)
    herinner(stemming, 0, om(nu + timedelta(days=4)))
    assert mails(data, "stemming-nog:") == [houder.email]


def test_the_database_keeps_a_volmacht_honest(data: Session, nu: datetime) -> None:
    stemming, (gever, houder) = een_alv_stemming(data, nu, 2)
    volmacht = geef_volmacht(stemming, gever, houder, nu)
    data.flush()
    for change in ({"houder_id": gever.id}, {"via": "papier"}, {"via": "post"}):
        with pytest.raises(IntegrityError), data.begin_nested():
            data.execute(
                Volmacht.__table__.update()  # type: ignore[attr-defined]  # a Table
                .where(Volmacht.id == volmacht.id)
                .values(**change)
            )


def test_a_member_gives_it_and_the_holder_votes_in_two_screens(
    data: Session, nu: datetime, login: Login
) -> None:
    _stemming, (gever, houder, vreemd) = een_alv_stemming(data, nu, 3)
    geven, houden = login(gever), login(houder)
    wrong: dict[str, Any] = {"lidnummer": str(houder.lidnummer), "achternaam": "Anders"}
    refused = geven.post(PAGINA, data=wrong)
    assert refused.status_code == 422
    assert "geen lid met dit nummer en deze achternaam" in refused.text
    right = {**wrong, "achternaam": houder.achternaam.upper()}
    assert geven.post(PAGINA, data=right).location == PAGINA
    assert f"{houder.naam} mag voor u stemmen." in geven.get(PAGINA).text
    own = geven.get("/stemmen/parkeren")
    assert own.status_code == 409
    assert "Trek de volmacht eerst in" in own.text
    page = houden.get(PAGINA).text
    found = re.search(r'href="(/stemmen/parkeren/namens/[^"]+)"', page)
    assert found
    namens = found[1]
    assert "Dit is de stem van" in houden.get(namens).text
    assert login(vreemd).get(namens).status_code == 404
    assert geven.get(namens).status_code == 404
    assert houden.post(f"{namens}/controle", data={}).status_code == 422
    check = houden.post(f"{namens}/controle", data={"v1": "voor"})
    hidden = dict(re.findall(r'name="(nonce|verwacht)" value="([^"]*)"', check.text))
    assert f'action="{namens}/bevestigen"' in check.text
    assert "Controleer deze stem" in houden.post(namens, data={"v1": "voor"}).text
    receipt = houden.post(f"{namens}/bevestigen", data={"v1": "voor", **hidden})
    assert receipt.status_code == 200
    assert f"De stem van {gever.naam} is uitgebracht" in receipt.text
    again = houden.post(f"{namens}/bevestigen", data={"v1": "tegen", **hidden})
    assert again.status_code == 409
    assert "Er is al gestemd. Intrekken kan niet meer." in geven.get(PAGINA).text
    assert geven.post(f"{PAGINA}/intrekken").status_code == 409


def test_the_link_of_a_holder_after_the_close_shuts_the_box(
    data: Session, nu: datetime, login: Login
) -> None:
    stemming, (gever, houder) = een_alv_stemming(data, nu, 2)
    geef_volmacht(stemming, gever, houder, nu)
    found = re.search(r'href="(/stemmen/[^"]+/namens/[^"]+)"', login(houder).get(PAGINA).text)
    assert found
    om(stemming.sluit_op)
    late = login(houder)
    assert "is niet gestemd" in late.get(found[1]).text
    refused = late.post(f"{found[1]}/bevestigen", data={"v1": "voor"})
    assert refused.status_code == 409
    assert stemming.gesloten_op is not None


def test_a_holder_closes_a_box_whose_time_is_over(
    data: Session, nu: datetime, login: Login
) -> None:
    stemming, (gever, houder) = een_alv_stemming(data, nu, 2)
    geef_volmacht(stemming, gever, houder, nu)
    found = re.search(r'href="(/stemmen/[^"]+/namens/[^"]+)"', login(houder).get(PAGINA).text)
    assert found
    assert login(houder).post(f"{found[1]}/sluiten").status_code == 303
    assert stemming.gesloten_op is None  # its time is not over
    om(stemming.sluit_op)
    assert login(houder).post(f"{found[1]}/sluiten").location == found[1]
    assert stemming.gesloten_op is not None


def test_officers_enter_a_signed_paper_and_see_who_votes_for_whom(
    data: Session, nu: datetime, login: Login
) -> None:
    _stemming, (gever, houder) = een_alv_stemming(data, nu, 2)
    page = "/bestuur/stemmingen/parkeren/volmachten"
    secretaris, voorzitter = login(een_lid(), "secretaris"), login(een_lid(), "voorzitter")
    assert "Nog niemand gaf een volmacht." in secretaris.get(page).text
    assert secretaris.post(page, data={"gever": "0", "houder": "9999999"}).status_code == 422
    unknown = secretaris.post(page, data={"gever": str(gever.lidnummer), "houder": "9999999"})
    assert "Er is geen lid met dit nummer." in unknown.text
    typed = {"gever": str(gever.lidnummer), "houder": str(houder.lidnummer)}
    assert secretaris.post(page, data=typed).status_code == 303
    assert "Een ander bevestigt dit." in secretaris.get(page).text
    nummer = data.scalars(select(Volmacht.id)).one()
    assert secretaris.post(f"{page}/{nummer}/bevestigen").status_code == 409
    assert voorzitter.post(f"{page}/{nummer}/bevestigen").status_code == 303
    assert "Geldt" in voorzitter.get(page).text
    assert secretaris.post(f"{page}/{nummer}/intrekken").status_code == 303
    assert data.scalars(select(Volmacht)).all() == []


def test_a_consultation_has_no_page_for_it(data: Session, nu: datetime, login: Login) -> None:
    (lid,) = leden(data, 1)
    een_open_stemming(nu)
    assert login(lid).get(PAGINA).status_code == 404
