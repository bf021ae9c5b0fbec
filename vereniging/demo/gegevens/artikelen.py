"""The articles of the demo's covenant: what each comes down to, then its members."""

ARTIKELEN = {
    "inrichting": (
        "De gemeente houdt straten, stoepen en lampen heel en schoon.",
        "De gemeente houdt straten, stoepen, lampen en bruggen heel, schoon en veilig.",
        "Iets gevaarlijks is binnen één werkdag veilig gemaakt.",
        "De gemeente vertelt bewoners twee weken vooraf welk werk zij gaat doen.",
    ),
    "parkeren": (
        "Wij tellen samen hoe vol het is, en maken daarna een plan.",
        "Twee keer per jaar tellen partijen samen hoe vol de straten staan.",
        "De telling staat binnen vier weken op deze site.",
        "Niemand verandert de regels voor parkeren zonder stemming onder de leden.",
    ),
    "verkeer": (
        "Oversteken is veilig, en wie hier niet hoeft te zijn rijdt om.",
        "Partijen letten op veilig oversteken, het eerst bij school en speeltuin.",
        "De gemeente weert verkeer dat alleen door de wijk heen rijdt.",
        "Na een ongeluk bespreekt de Beheerscommissie de plek in haar eerste vergadering.",
    ),
    "groen": (
        "Voor elke boom die weg moet, komt in de wijk een boom terug.",
        "Voor elke boom die weg moet, komt binnen een jaar in de wijk een boom terug.",
        "De gemeente kapt niet voordat de Beheerscommissie de lijst heeft gezien.",
        "Bewoners mogen boomspiegels en plantenbakken zelf verzorgen.",
    ),
    "bovenwijks": (
        "Bewoners praten mee over wat meer wijken samen gebruiken.",
        "Bewoners praten mee over bus, sportveld, school en huisarts.",
        "Partijen melden een plan zodra het op papier staat, niet pas als het af is.",
    ),
    "sociaal": (
        "Partijen helpen buren om elkaar te kennen.",
        "Er is elke week een plek waar iedereen binnen kan lopen.",
        "De corporaties stellen nieuwe huurders voor aan de wijk, als die dat willen.",
        "Wie overlast meldt, hoort binnen vijf werkdagen wat er gebeurt.",
    ),
    "milieu": (
        "Geluid, afval en stank pakken wij aan waar ze beginnen.",
        "Partijen gaan geluid, afval en stank tegen bij de bron.",
        "Afvalbakken en glasbakken worden geleegd voordat zij vol zijn.",
        "Bouwen en laden gebeurt tussen 7.00 en 19.00 uur.",
    ),
}
# What the next version says instead.
HERZIEN = {
    "groen": (
        "Voor elke boom die weg moet, komen in de wijk twee bomen terug.",
        "Voor elke boom die weg moet, komen binnen een jaar in de wijk twee bomen terug.",
        "De gemeente kapt niet voordat de Beheerscommissie de lijst heeft gezien.",
        "Bewoners mogen boomspiegels en plantenbakken zelf verzorgen.",
    ),
    "milieu": (
        "Geluid, afval en stank pakken wij aan waar ze beginnen.",
        "Partijen gaan geluid, afval en stank tegen bij de bron.",
        "Afvalbakken en glasbakken worden geleegd voordat zij vol zijn.",
        "Bouwen en laden gebeurt tussen 7.00 en 19.00 uur, op zaterdag vanaf 9.00 uur.",
    ),
}
