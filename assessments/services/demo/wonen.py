"""The story of Wonen en zorg: fine plans and little practice a year ago; now a first trial works, and more must."""

from .story import Agreed, Member, Story, Wave, levels

_MEMBERS = (
    Member(
        "Gemeente Merwedam",
        "gemeente-merwedam",
        {"overheid": ("Karin Verhoeven", "Mark Timmermans")},
        reasons="ahe",
        importance=75,
        served=55,
    ),
    Member(
        "Woningcorporatie Hof en Haard",
        "hofenhaard",
        {
            "professional": ("Dennis Koster", "Marloes Vink", "Sjoerd Wiersma"),
            "manager": ("Gerda Evers", "Ruben Castelein"),
            "bestuurder": ("Liesbeth van Dam",),
        },
        reasons="bfd",
        importance=40,
        served=60,
    ),
    Member(
        "Thuiszorg Rivierland",
        "thuiszorgrivierland",
        {
            "professional": ("Anouk Schouten", "Priya Ramdin", "Wilma Groen", "Stefan Bos"),
            "manager": ("Monique Kuiper",),
            "bestuurder": ("Henk van Leeuwen",),
        },
        reasons="acb",
        importance=90,
        served=30,
    ),
    Member(
        "Welzijn Merwedam",
        "welzijnmerwedam",
        {"professional": ("Ilse Timmer", "Omar Haddou"), "manager": ("Tineke Blok",)},
        reasons="acd",
        importance=80,
        served=35,
    ),
    Member(
        "Huisartsengroep De Waal",
        "huisartsendewaal",
        {"professional": ("Eva Martens", "Pieter Zijlstra")},
        reasons="bfg",
        importance=45,
        served=30,
    ),
)

_TILTS = {
    "professional": {"intentie": -6, "actie": -7, "verbinding": -4},
    "manager": {"intentie": 5, "actie": 6, "verbinding": 4},
    "bestuurder": {"intentie": 10, "actie": 14, "verbinding": 10},
    "overheid": {"intentie": 8, "actie": 10, "verbinding": 4},
    "Woningcorporatie Hof en Haard": {"actie": 8},
    "Thuiszorg Rivierland": {"actie": -6, "verbinding": -6},
}

STORY = Story(
    name="Langer Thuis Merwedam",
    theme="Wonen en zorg",
    years_running=4,
    split="organisation",
    diagnosis="schijnsamenwerking",
    members=_MEMBERS,
    waves=(
        Wave(
            "Eerste meting",
            -380,
            levels=levels(
                """
                intentie 76 actie 36 verbinding 32
                B3 68 B4 34 B5 28 B6 66 B7 30
                P1 60 P2 32 P3 35 P4 30 P5 28
                C1 40 C2 30 C3 72 C4 70 C5 30 T1 42 R1 22 S1 80 S2 70
                """
            ),
            tilts=_TILTS,
            silent=("Pieter Zijlstra", "Stefan Bos", "Ruben Castelein"),
            good=(
                "We zitten met de goede mensen aan tafel.",
                "Het convenant is getekend.",
                "Iedereen vindt het onderwerp belangrijk.",
                "De wethouder trekt eraan.",
            ),
            better=(
                "Stoppen met praten en beginnen.",
                "Er ligt een mooi plan, maar wie doet wat?",
                "De wijkverpleging staat er alleen voor.",
                "Duidelijk maken wat het ons gaat kosten.",
                "Elkaars werk leren kennen.",
            ),
            agreed=(
                Agreed(
                    "Begin één tastbaar project samen",
                    "Welzijn Merwedam",
                    "Tineke Blok",
                    150,
                    "done",
                    "De proef in de Merwebuurt loopt.",
                    "schijn-aanbod",
                ),
                Agreed(
                    "Lijst met woningen die wij kunnen aanpassen",
                    "Woningcorporatie Hof en Haard",
                    "Gerda Evers",
                    200,
                    "done",
                    "43 woningen staan erop.",
                ),
                Agreed(
                    "Regel de belangen",
                    "Gemeente Merwedam",
                    "Karin Verhoeven",
                    240,
                    "dropped",
                    "Wij begonnen eraan en kwamen er niet uit.",
                    "belangen-regelen",
                ),
            ),
        ),
        Wave(
            "Tweede meting",
            -9,
            levels=levels(
                """
                intentie 80 actie 49 verbinding 43
                B3 62 B4 48 B5 42 B6 60 B7 28
                P1 72 P2 50 P3 52 P4 36 P5 38
                C1 58 C2 50 C3 70 C4 56 C5 42 T1 55 R1 42 S1 62 S2 64
                """
            ),
            tilts=_TILTS,
            silent=("Eva Martens",),
            good=(
                "De proef in de Merwebuurt loopt, en bewoners merken het.",
                "We weten beter van elkaar wie wat doet.",
                "Na een jaar praten zijn we eindelijk begonnen.",
                "Het gezamenlijke doel staat als een huis.",
                "De wijkverpleegkundige en de huismeester bellen elkaar nu.",
                "Er is geld vrijgemaakt voor de proef.",
                "De overleggen zijn goed voorbereid.",
                "De gemeente luistert naar wat wij in de wijk zien.",
                "De sfeer is goed.",
                "Er is een lijst met woningen die we kunnen aanpassen.",
                "De eerste woningen zijn aangepast voordat iemand thuiskwam.",
            ),
            better=(
                "Wat in de Merwebuurt werkt, moet ook naar de andere wijken.",
                "Er wordt nog te veel vergaderd voor wat er gebeurt.",
                "Zeg eerlijk wat het elke organisatie kost en oplevert.",
                "Als het geld kost, wijst iedereen naar een ander.",
                "Geef de wijkteams de ruimte om het zelf te regelen.",
                "De huisartsen missen vaak.",
                "Niemand hakt de knoop door over de aanpassingen.",
                "Eén aanspreekpunt voor bewoners.",
                "Buiten de proef kent op de werkvloer bijna niemand de afspraken.",
                "Wij horen pas laat wanneer iemand uit het ziekenhuis komt.",
                "Minder rapportages, meer huisbezoeken.",
                "Regel wie betaalt voordat we verder praten.",
            ),
            agreed=(
                Agreed(
                    "Geef mensen en uren, geen nieuw plan",
                    "Woningcorporatie Hof en Haard",
                    "Gerda Evers",
                    60,
                    code="schijn-best-uren",
                ),
            ),
        ),
    ),
)
