"""The story of Jeugd: from islands to a healthy partnership in a year and a half."""

from .story import Agreed, Member, Story, Wave, levels

_MEMBERS = (
    Member(
        "Gemeente Vechtstreek",
        "gemeente-vechtstreek",
        {"overheid": ("Ingrid Bakker", "Tom Hendriks", "Fatma Yildiz")},
        reasons="abh",
        importance=90,
        served=65,
    ),
    Member(
        "Jeugdhulp De Linde",
        "jeugdhulpdelinde",
        {
            "professional": ("Sanne de Wit", "Kees Mulder", "Noor Ait Taleb", "Joris van den Berg"),
            "manager": ("Petra Scholten",),
            "bestuurder": ("Willem Kok",),
        },
        reasons="acb",
        importance=85,
        served=60,
    ),
    Member(
        "GGZ Oosterlicht",
        "ggz-oosterlicht",
        {"professional": ("Lotte Jansen", "Bram Peters"), "manager": ("Annelies Visser", "Hugo Brouwer")},
        reasons="bag",
        importance=70,
        served=45,
    ),
    Member(
        "Centrum voor Jeugd en Gezin",
        "cjg-vechtstreek",
        {"professional": ("Mirjam Smit", "Yusuf Demir", "Ellen Postma"), "manager": ("Rob Dekker",)},
        reasons="agb",
        importance=95,
        served=80,
    ),
    Member(
        "Scholengroep De Brug",
        "scholengroepdebrug",
        {
            "professional": ("Daan Vermeulen", "Carla Huisman"),
            "manager": ("Esther Maas",),
            "bestuurder": ("Jan Willem Prins",),
        },
        reasons="abf",
        importance=60,
        served=70,
    ),
    Member(
        "Wijkteam Noord",
        "wijkteamnoord",
        {"professional": ("Samira el Idrissi", "Niels Hofman", "Judith Blom"), "manager": ("Arjan Meijer",)},
        reasons="abg",
        importance=80,
        served=75,
    ),
)

_TILTS = {
    "professional": {"intentie": -4, "actie": -2, "verbinding": -2},
    "manager": {"actie": 2, "verbinding": 3},
    "bestuurder": {"intentie": 6, "actie": 5, "verbinding": 4},
    "overheid": {"intentie": 5, "actie": 2, "verbinding": 2},
    "GGZ Oosterlicht": {"actie": -6, "verbinding": -8},
    "Wijkteam Noord": {"actie": 5, "verbinding": 6},
}

STORY = Story(
    name="Samen voor Jeugd Vechtstreek",
    theme="Jeugd en zorg",
    years_running=6,
    split="role",
    diagnosis="gezond",
    members=_MEMBERS,
    waves=(
        Wave(
            "Eerste meting",
            -520,
            levels=levels(
                """
                intentie 76 actie 75 verbinding 46
                B3 58 B4 46 B5 42 B6 55 B7 32
                P1 62 P2 60 P3 40 P4 38 P5 35
                C1 72 C2 55 C3 60 C4 48 C5 45 T1 58 R1 46 S1 30 S2 68
                """
            ),
            tilts=_TILTS,
            silent=("Tom Hendriks", "Bram Peters", "Jan Willem Prins", "Judith Blom"),
            good=(
                "De mensen in het wijkteam weten elkaar te vinden.",
                "We bespreken gezinnen nu samen, dat scheelt dubbel werk.",
                "Korte lijnen met het Centrum voor Jeugd en Gezin.",
                "De pilot op school loopt goed.",
                "Er is vertrouwen tussen de uitvoerders.",
                "Iedereen wil vooruit.",
                "De casusregie is duidelijker geworden.",
            ),
            better=(
                "Buiten de pilot merkt niemand er iets van.",
                "De systemen sluiten niet op elkaar aan.",
                "Als de trekker ziek is, valt het stil.",
                "Niet elke partner komt naar het overleg.",
                "Eén plan per gezin, dat wij allemaal gebruiken.",
                "Meer tijd om dit goed te doen.",
            ),
            agreed=(
                Agreed(
                    "Eén intake voor alle gezinnen",
                    "Wijkteam Noord",
                    "Arjan Meijer",
                    120,
                    "done",
                    "Sinds maart werken wij er allemaal mee.",
                ),
                Agreed(
                    "Maak vaste afspraken over het werk",
                    "Centrum voor Jeugd en Gezin",
                    "Rob Dekker",
                    180,
                    "done",
                    "Op één bladzijde, en iedereen heeft het.",
                    "prof-structureren",
                ),
                Agreed(
                    "Huisartsen erbij betrekken",
                    "Gemeente Vechtstreek",
                    "Ingrid Bakker",
                    240,
                    "busy",
                    "Twee van de vijf praktijken doen mee.",
                ),
            ),
        ),
        Wave(
            "Tweede meting",
            -150,
            levels=levels(
                """
                intentie 83 actie 79 verbinding 73
                B3 42 B4 70 B5 68 B6 36 B7 26
                P1 74 P2 75 P3 68 P4 55 P5 60
                C1 80 C2 74 C3 55 C4 34 C5 66 T1 76 R1 68 S1 18 S2 30
                """
            ),
            tilts=_TILTS,
            silent=("Kees Mulder", "Hugo Brouwer"),
            good=(
                "Eén plan per gezin, en iedereen werkt daar echt mee.",
                "Als het bij ons vastloopt, springt een ander bij.",
                "De vaste contactpersoon per school werkt heel prettig.",
                "We hebben nu afspraken over wat we delen en wat niet.",
                "Bestuurders nemen sneller een besluit dan vorig jaar.",
                "De gezamenlijke intake scheelt gezinnen veel uitleg.",
                "Collega's van andere organisaties zijn gewoon collega's geworden.",
                "Er is een inwerkplan voor nieuwe mensen, zodat we niet terugvallen.",
                "De lijnen zijn kort, ook als het spannend wordt.",
                "We vieren samen wat lukt.",
                "Moeilijke gesprekken over geld voeren we nu open.",
                "De doelen zijn helder en staan op één blad.",
            ),
            better=(
                "De wachttijd bij gespecialiseerde hulp blijft te lang.",
                "Huisartsen horen er nog niet echt bij.",
                "Samen leren van wat misgaat, daar is te weinig tijd voor.",
                "De financiering loopt per jaar, dat maakt onzeker.",
                "Wij registreren alles nog twee keer.",
                "De overgang van 18- naar 18+ moet beter.",
                "Meer ruimte voor professionals om af te wijken als dat nodig is.",
                "Ouders vaker laten meepraten over onze aanpak.",
                "Nieuwe scholen aansluiten zonder de aandacht voor de huidige te verliezen.",
                "Vaste vervanging als een trekker wegvalt.",
                "Minder overleg met minder mensen.",
            ),
            agreed=(
                Agreed(
                    "Kijk elk kwartaal samen terug",
                    "Jeugdhulp De Linde",
                    "Petra Scholten",
                    75,
                    "busy",
                    "De eerste keer staat in de agenda.",
                    "gezond-prof-terugblik",
                ),
                Agreed(
                    "Regel vervanging voordat iemand vertrekt",
                    "Wijkteam Noord",
                    "Arjan Meijer",
                    120,
                    code="gezond-man-vervanging",
                ),
            ),
        ),
        Wave(
            "Derde meting",
            12,
            levels=levels(
                """
                intentie 84 actie 81 verbinding 76
                B3 38 B4 72 B5 71 B6 33 B7 25
                P1 76 P2 77 P3 71 P4 60 P5 66
                C1 80 C2 76 C3 52 C4 30 C5 70 T1 78 R1 70 S1 15 S2 26
                """
            ),
            tilts=_TILTS,
            silent=(
                *("Ingrid Bakker", "Willem Kok", "Annelies Visser", "Hugo Brouwer", "Yusuf Demir", "Rob Dekker"),
                *("Daan Vermeulen", "Jan Willem Prins", "Niels Hofman"),
            ),
        ),
    ),
)
