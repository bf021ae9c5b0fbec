"""Who signed which version of the covenant, with the paper, and what waits for another officer."""

from __future__ import annotations

import hashlib
import io
from random import Random
from typing import Any

from PIL import Image, ImageDraw

from vereniging.convenant.acties import geef_handtekening_op, teken
from vereniging.convenant.bestanden import Bewijsstuk, map_van
from vereniging.convenant.models import Convenant, Handtekeningopgave, Ondertekening
from vereniging.convenant.queries import partijen
from vereniging.core.db import one_or_404
from vereniging.core.files import Photo, store_photo
from vereniging.demo.gegevens.ambt import account
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.models import FunctieSoort


def teken_alles(verhaal: Geschiedenis, versie: str, dagen: int, *, behalve: str = "") -> None:
    """Every party signs, but perhaps one."""
    dag = verhaal.dag(dagen)
    with verhaal.daad(verhaal.moment(dagen)):
        convenant = one_or_404(Convenant, versie=versie)
        door = account(verhaal, FunctieSoort.SECRETARIS)
        ander = account(verhaal, FunctieSoort.VOORZITTER)
        for partij in partijen():
            for organisatie in partij.organisaties:
                if partij.code != behalve and organisatie.is_actief(dag):
                    contact = organisatie.contact_op(dag)
                    teken(
                        convenant,
                        Ondertekening(
                            organisatie=organisatie,
                            naam=contact.naam if contact else organisatie.naam,
                            functie="Namens de organisatie",
                            bevoegdheid="Bestuurder volgens de KVK",
                            opgegeven_door_id=door,
                            gecontroleerd_door_id=ander,
                            **papier(partij.code),
                            datum=dag,
                        ),
                    )


def geef_laatste_op(verhaal: Geschiedenis, versie: str, code: str) -> None:
    """The fifth signed yesterday, says the secretary; nobody else looked at the paper yet."""
    with verhaal.daad(verhaal.moment(-1)) as nu:
        dag, partij = verhaal.dag(-1), next(each for each in partijen() if each.code == code)
        organisatie = next(each for each in partij.organisaties if each.is_actief(dag))
        contact = organisatie.contact_op(dag)
        geef_handtekening_op(
            Handtekeningopgave(
                convenant=one_or_404(Convenant, versie=versie),
                organisatie=organisatie,
                naam=contact.naam if contact else organisatie.naam,
                functie="Namens de organisatie",
                bevoegdheid="Volmacht van de directie",
                datum=dag,
                door_id=account(verhaal, FunctieSoort.SECRETARIS),
                op=nu,
                **papier(code),
            )
        )


def papier(code: str) -> dict[str, Any]:
    """A scan of an invented signature, for two of the parties."""
    if code not in {"gemeente", "corporaties"}:
        return {"scan": "", "scan_sha256": ""}
    image = Image.new("RGB", (800, 420), "white")
    pen, hand = ImageDraw.Draw(image), Random(code)  # noqa: S311  the same each time
    pen.text((40, 40), "Voorbeeld: handtekening onder het convenant", fill="black", font_size=24)
    pen.text((40, 360), f"Namens: {code}", fill="black", font_size=22)
    points = [(90 + 13 * step, 220 + hand.randint(-70, 70)) for step in range(40)]
    pen.line(points, fill=(20, 40, 140), width=4, joint="curve")
    file = io.BytesIO()
    image.save(file, "JPEG", quality=80)
    data = file.getvalue()
    found = Bewijsstuk(
        store_photo(map_van("handtekeningen"), Photo(data, data)), hashlib.sha256(data).hexdigest()
    )
    return {"scan": found.naam, "scan_sha256": found.sha256}
