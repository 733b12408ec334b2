"""The story of Zorg en veiligheid: a small team does fine work, and a year on still nobody around it supports it."""

from .story import Agreed, Member, Story, Wave, levels

_MEMBERS = (
    Member(
        "Gemeente IJsselrand",
        "gemeente-ijsselrand",
        {"overheid": ("Margriet Hoekstra", "Bas Verbruggen", "Chantal Linders")},
        reasons="ahb",
        importance=85,
        served=55,
    ),
    Member(
        "Politie, basisteam IJsselrand",
        "politie-ijsselrand",
        {
            "professional": ("Rick Schipper", "Naomi Tuinstra", "Gijs Oosterhuis", "Melissa Baas"),
            "manager": ("Ronald de Groot", "Saskia Boer"),
        },
        reasons="bfa",
        importance=65,
        served=70,
    ),
    Member(
        "Reclassering Oost",
        "reclasseringoost",
        {"professional": ("Tessa Kamphuis", "Murat Aydin"), "manager": ("Wouter Bosman",)},
        reasons="bah",
        importance=60,
        served=60,
    ),
    Member(
        "GGZ De Meander",
        "ggzdemeander",
        {
            "professional": ("Femke Rietveld", "Thijs Cornelissen", "Amber Nijhof"),
            "manager": ("Jolanda Spijker",),
            "bestuurder": ("Frederik Haas",),
        },
        reasons="bac",
        importance=55,
        served=35,
    ),
    Member(
        "Verslavingszorg Kompas",
        "kompas",
        {"professional": ("Kim Verbeek", "Ali Bouzid"), "manager": ("Nanda Vos",)},
        reasons="acb",
        importance=75,
        served=40,
    ),
    Member(
        "Maatschappelijke Opvang Het Anker",
        "opvanghetanker",
        {
            "professional": ("Sophie Kroon", "Jeroen Wessels", "Iris Dijkman"),
            "manager": ("Patrick Hulst",),
            "bestuurder": ("Marianne Ottens",),
        },
        reasons="adc",
        importance=90,
        served=65,
    ),
    Member(
        "Woonstichting De Oever",
        "woonstichtingdeoever",
        {"professional": ("Linda Faber", "Erik Terpstra"), "manager": ("Astrid Kramer",)},
        reasons="bfe",
        importance=45,
        served=55,
    ),
)

_TILTS = {
    "professional": {"intentie": -6, "actie": -2, "verbinding": -8},
    "manager": {"intentie": 5, "actie": 3, "verbinding": 13},
    "bestuurder": {"intentie": 8, "actie": 6, "verbinding": 12},
    "overheid": {"intentie": 8, "actie": 2, "verbinding": 4},
    "GGZ De Meander": {"verbinding": -6},
    "Maatschappelijke Opvang Het Anker": {"actie": 4},
}

STORY = Story(
    name="Zorg en Veiligheid IJsselrand",
    theme="Zorg en veiligheid",
    years_running=6,
    split="role",
    diagnosis="eilandsamenwerking",
    members=_MEMBERS,
    waves=(
        Wave(
            "Nulmeting",
            -430,
            levels=levels(
                """
                intentie 78 actie 78 verbinding 46
                B3 54 B4 50 B5 46 B6 56 B7 30
                P1 66 P2 70 P3 42 P4 36 P5 38
                C1 74 C2 58 C3 76 C4 52 C5 44 T1 60 R1 58 S1 30 S2 72
                """
            ),
            tilts=_TILTS,
            silent=(
                *("Bas Verbruggen", "Melissa Baas", "Thijs Cornelissen", "Frederik Haas", "Ali Bouzid"),
                *("Erik Terpstra", "Iris Dijkman"),
            ),
            good=(
                "Het straatteam doet wat is afgesproken.",
                "De wil is er, bij iedereen.",
                "Er is een gezamenlijke lijst met personen om wie het gaat.",
                "We gaan samen op huisbezoek.",
                "Het wekelijkse overleg is nuttig.",
            ),
            better=(
                "Buiten het straatteam gaat ieder zijn eigen gang.",
                "Informatie delen mag niet of duurt te lang.",
                "Spreek af wie de leiding heeft als het misgaat.",
                "Mijn eigen afdeling weet niet wat wij doen.",
                "De nacht en het weekend zijn niet geregeld.",
                "Minder nieuwe projecten.",
            ),
            agreed=(
                Agreed(
                    "Een nummer dat ook ’s nachts opneemt",
                    "Maatschappelijke Opvang Het Anker",
                    "Patrick Hulst",
                    150,
                    "done",
                    "Sinds de zomer bereikbaar.",
                ),
                Agreed(
                    "Haal de partners erbij die nodig zijn",
                    "Gemeente IJsselrand",
                    "Margriet Hoekstra",
                    200,
                    "dropped",
                    "Het kwam er niet van: iedereen had het druk.",
                    "eiland-best-aansluiten",
                ),
                Agreed(
                    "Werkwijze op papier voor nieuwe collega’s", "GGZ De Meander", "Jolanda Spijker", 300, "planned"
                ),
            ),
        ),
        Wave(
            "Eenmeting",
            -90,
            levels=levels(
                """
                intentie 80 actie 80 verbinding 49
                B3 54 B4 54 B5 48 B6 56 B7 32
                P1 68 P2 74 P3 44 P4 38 P5 38
                C1 78 C2 60 C3 74 C4 52 C5 44 T1 62 R1 62 S1 28 S2 74
                """
            ),
            tilts=_TILTS,
            silent=("Gijs Oosterhuis", "Wouter Bosman", "Amber Nijhof", "Erik Terpstra"),
            good=(
                "Het straatteam doet wat het belooft.",
                "Als ik bel, neemt er iemand op, ook 's avonds.",
                "We gaan samen op huisbezoek en dat werkt.",
                "Het plan per persoon is kort en bruikbaar.",
                "Er zijn minder overlastmeldingen rond het station.",
                "De vaste mensen van het team zijn goud waard.",
                "We durven elkaar aan te spreken.",
                "De lijst met gezamenlijke cliënten is eindelijk op orde.",
                "De opvang en de politie kennen elkaars grenzen.",
                "Na een incident kijken we dezelfde week samen terug.",
                "Bewoners zien dat er iets gebeurt.",
                "De gemeente regelt snel wat wij nodig hebben.",
            ),
            better=(
                "Alles hangt aan vijf mensen; gaan zij weg, dan stopt het.",
                "Onze eigen afdeling weet amper wat het straatteam doet.",
                "De systemen praten niet met elkaar, ik typ alles over.",
                "Leg de werkwijze vast, zodat een nieuwe collega kan meedoen.",
                "Betrek ook de wijken buiten het centrum.",
                "De ggz haakt af zodra er geen bed is.",
                "Wie is er verantwoordelijk als een plan niet wordt uitgevoerd?",
                "Zorg dat managers elkaar net zo goed kennen als wij.",
                "Het geld voor het team stopt over een jaar.",
                "Verslavingszorg en ggz werken nog steeds langs elkaar heen.",
                "Meer steun van de eigen organisatie als het moeilijk wordt.",
                "De woningbouw komt pas in beeld als iemand op straat staat.",
                "Regels voor informatie delen, zodat niemand het meer hoeft te vragen.",
            ),
            agreed=(
                Agreed(
                    "Vraag iemand van buiten om mee te kijken",
                    "Gemeente IJsselrand",
                    "Margriet Hoekstra",
                    90,
                    code="hulp-van-buiten",
                ),
            ),
        ),
        Wave(
            "Tweemeting",
            20,
            levels=levels(
                """
                intentie 81 actie 79 verbinding 60
                B3 50 B4 60 B5 57 B6 50 B7 30
                P1 72 P2 74 P3 58 P4 46 P5 50
                C1 78 C2 66 C3 72 C4 44 C5 55 T1 66 R1 62 S1 26 S2 58
                """
            ),
            tilts=_TILTS,
            silent=(
                *("Margriet Hoekstra", "Rick Schipper", "Melissa Baas", "Saskia Boer", "Murat Aydin", "Wouter Bosman"),
                *("Femke Rietveld", "Thijs Cornelissen", "Amber Nijhof", "Jolanda Spijker", "Frederik Haas"),
                *("Ali Bouzid", "Nanda Vos", "Jeroen Wessels", "Patrick Hulst", "Erik Terpstra", "Astrid Kramer"),
            ),
            has_open_link=True,
        ),
    ),
)
