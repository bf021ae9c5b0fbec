"""What stands beside a person and is yet not shown as theirs, and why.

A test walks all tables: one that points at a person is given by its package, or stands here.
"""

from __future__ import annotations

from vereniging.core.i18n import _l

STEM = _l("Uw stem. Die is geheim, ook voor ons. Wij tonen alleen dat u mocht stemmen.")
AMBT = _l(
    "Wat u deed in een functie, zoals een nota goedkeuren. Dat hoort bij de administratie"
    " van de vereniging."
)
GEHEIM = _l("Sleutels en codes waarmee u inlogt. Die mag niemand zien, dus ook niet op een scherm.")
LIJST = _l("Wie in het bestuur een hele lijst bekeek. Dat bewaren wij niet per lid.")

UITZONDERINGEN = {
    "alvstuk": AMBT,
    "bankbestand": AMBT,
    "bankregel": AMBT,
    "contact": AMBT,
    "contributierun": AMBT,
    "datalek": AMBT,
    "envelop": STEM,
    "handtekeningopgave": AMBT,
    "incassorun": AMBT,
    "invoer": AMBT,
    "invoerregel": AMBT,
    "jaarafsluiting": AMBT,
    "kasverklaring": AMBT,
    "ledenlijst": AMBT,
    "mailing": AMBT,
    "melding_inname": AMBT,
    "ondertekening": AMBT,
    "overdrachtpunt": AMBT,
    "papierinvoer": AMBT,
    "schouw": AMBT,
    "stemming_vernietiging": AMBT,
    "vergadering": AMBT,
    "vergaderstuk": AMBT,
    "verschil": AMBT,
}
NIET_GETOOND = (STEM, AMBT, GEHEIM, LIJST)
