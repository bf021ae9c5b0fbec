"""What officers and residents fill in about the covenant and its promises."""

from vereniging.convenant.forms.afspraak import AfspraakForm
from vereniging.convenant.forms.afspraken import (
    EindeForm,
    InstemmingForm,
    KlaarForm,
    PartijInstemmingForm,
    ToetsForm,
    WederhoorForm,
)
from vereniging.convenant.forms.handtekening import AfwijsForm, HandtekeningForm
from vereniging.convenant.forms.reacties import (
    ArtikelreactieForm,
    BezoekerreactieForm,
    ReactieantwoordForm,
    VerbergForm,
)
from vereniging.convenant.forms.tekst import (
    ArtikelForm,
    BesprekingForm,
    ConvenantForm,
    OpvolgerForm,
    OrganisatieForm,
    PostForm,
    TerugForm,
)

__all__ = [
    "AfspraakForm",
    "AfwijsForm",
    "ArtikelForm",
    "ArtikelreactieForm",
    "BesprekingForm",
    "BezoekerreactieForm",
    "ConvenantForm",
    "EindeForm",
    "HandtekeningForm",
    "InstemmingForm",
    "KlaarForm",
    "OpvolgerForm",
    "OrganisatieForm",
    "PartijInstemmingForm",
    "PostForm",
    "ReactieantwoordForm",
    "TerugForm",
    "ToetsForm",
    "VerbergForm",
    "WederhoorForm",
]
