"""Words of the association, as a resident reads them."""

from __future__ import annotations

from typing import Any

from vereniging.core.i18n import _l

BEGRIPPEN: tuple[tuple[str, Any, Any], ...] = (
    ("aanmelding", _l("Aanmelding"), _l("U vraagt om lid te worden. Het bestuur beslist.")),
    (
        "afgevaardigde",
        _l("Afgevaardigde"),
        _l("Iemand die namens ons in de commissie zit. De leden geven de opdracht."),
    ),
    (
        "afspraak",
        _l("Afspraak"),
        _l("Wat één partij belooft aan de andere vier, met een dag waarop het klaar is."),
    ),
    ("agendapunt", _l("Agendapunt"), _l("Een onderwerp op de agenda van een vergadering.")),
    (
        "alv",
        _l("Algemene ledenvergadering (ALV)"),
        _l("Alle leden samen. Zij beslissen over geld, bestuur en statuten."),
    ),
    (
        "beheerscommissie",
        _l("Beheerscommissie"),
        _l("Vijf partijen die samen over de wijk praten. Elke partij heeft één stem."),
    ),
    (
        "bemiddelaar",
        _l("Bemiddelaar"),
        _l("Iemand van buiten die helpt als de partijen er samen niet uitkomen."),
    ),
    ("besluit", _l("Besluit"), _l("Wat het bestuur of de ledenvergadering vaststelt.")),
    (
        "bezwaar",
        _l("Bezwaar"),
        _l("U zegt dat er iets niet klopt aan een uitslag. Dat kan tot 14 dagen erna."),
    ),
    (
        "breekpunt",
        _l("Breekpunt"),
        _l("Zonder dit punt mogen onze afgevaardigden geen ja zeggen."),
    ),
    (
        "contributie",
        _l("Contributie"),
        _l("Wat een huishouden per jaar betaalt. Is dat te veel? Dan kan het minder zijn."),
    ),
    (
        "convenant",
        _l("Convenant"),
        _l(
            "Het papier waarop vijf partijen schrijven hoe zij samenwerken. "
            "Het bindt pas als alle vijf hebben getekend."
        ),
    ),
    (
        "donateur",
        _l("Donateur"),
        _l("Iemand die ons steunt en niet stemt, bijvoorbeeld van buiten de wijk."),
    ),
    (
        "doorzending",
        _l("Doorzending"),
        _l("Wij sturen uw melding naar de partij die het kan oplossen."),
    ),
    (
        "ik-ook",
        _l("Ik heb dit ook"),
        _l("U laat weten dat u last heeft van iets wat al is gemeld."),
    ),
    (
        "instemming",
        _l("Instemming"),
        _l("Een partij zegt: wij zijn het eens. Of: wij hebben geen bezwaar."),
    ),
    ("inzet", _l("Inzet"), _l("Wat onze afgevaardigden als eerste vragen.")),
    (
        "kascommissie",
        _l("Kascommissie"),
        _l("Twee leden die nakijken of het geld klopt. Zij zitten niet in het bestuur."),
    ),
    (
        "kiesregister",
        _l("Kiesregister"),
        _l("De lijst van wie mag stemmen. Hij staat vast zodra de stemming opengaat."),
    ),
    (
        "machtiging",
        _l("Machtiging"),
        _l("U geeft ons toestemming om de contributie van uw rekening te halen."),
    ),
    (
        "mandaat",
        _l("Mandaat"),
        _l("De opdracht van de leden aan onze afgevaardigden."),
    ),
    (
        "melding",
        _l("Melding"),
        _l("U laat weten dat er in de wijk iets niet goed is. U hoeft geen lid te zijn."),
    ),
    ("nota", _l("Nota"), _l("De rekening voor uw contributie.")),
    (
        "ondergrens",
        _l("Ondergrens"),
        _l("Het minste waarmee onze afgevaardigden ja mogen zeggen."),
    ),
    (
        "opschaling",
        _l("Opschaling"),
        _l("Komen de partijen er niet uit? Dan gaat het een stap hoger."),
    ),
    ("opzegging", _l("Opzegging"), _l("U laat weten dat u geen lid meer wilt zijn.")),
    (
        "partij",
        _l("Partij"),
        _l(
            "Eén van de vijf die aan tafel zitten: bewoners, gemeente, corporaties, "
            "veiligheid en welzijn."
        ),
    ),
    (
        "plaatsvervanger",
        _l("Plaatsvervanger"),
        _l("Wie invalt als een afgevaardigde er niet is."),
    ),
    (
        "raadpleging",
        _l("Raadpleging"),
        _l("De leden zeggen wat zij willen. Het is geen besluit van de ledenvergadering."),
    ),
    (
        "ruggespraak",
        _l("Ruggespraak"),
        _l("De afgevaardigden vragen het nog eens aan de leden. Dat duurt twee dagen."),
    ),
    ("schouw", _l("Schouw"), _l("Samen door de buurt lopen en opschrijven wat u ziet.")),
    (
        "standpunt",
        _l("Standpunt"),
        _l("Wat wij als bewoners van iets vinden. De leden stemmen erover."),
    ),
    ("statuten", _l("Statuten"), _l("De regels van de vereniging.")),
    (
        "stembiljet",
        _l("Stembiljet"),
        _l("Uw keuze, zonder naam, nadat de stembus is geopend."),
    ),
    ("stemming", _l("Stemming"), _l("De leden kiezen. Tot de sluiting mag u uw stem wijzigen.")),
    (
        "storno",
        _l("Storno"),
        _l("De bank boekt een betaling terug."),
    ),
    (
        "teller",
        _l("Teller"),
        _l(
            "Twee van de drie tellers openen samen de bus van een geheime stemming. "
            "Twee tellers typen ook de papieren biljetten over."
        ),
    ),
    (
        "terugkoppeling",
        _l("Terugkoppeling"),
        _l("De afgevaardigden vertellen wat er met uw stem is gebeurd, binnen zeven dagen."),
    ),
    ("thema", _l("Thema"), _l("Eén van de zeven onderwerpen van het convenant.")),
    ("uitkomst", _l("Uitkomst"), _l("Wat de commissie over een agendapunt afsprak.")),
    ("uitslag", _l("Uitslag"), _l("Hoeveel stemmen elke keuze kreeg.")),
    (
        "voeding",
        _l("Voeding"),
        _l("Wat leden hun afgevaardigden meegeven voor een vergadering."),
    ),
    (
        "volmacht",
        _l("Volmacht"),
        _l("U laat een ander lid voor u stemmen op de ledenvergadering."),
    ),
    (
        "voorbehoud",
        _l("Voorbehoud"),
        _l("Onze afgevaardigden zeggen ja, als de leden het daarna ook goed vinden."),
    ),
    (
        "waarneming",
        _l("Waarneming"),
        _l("Een andere partij kijkt of een afspraak is nagekomen."),
    ),
    ("werkgebied", _l("Werkgebied"), _l("De straten waar wij voor opkomen.")),
)
