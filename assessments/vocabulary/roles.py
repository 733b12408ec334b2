"""The roles that people have in a partnership."""

from dataclasses import dataclass

from .registry import message as _
from .registry import registry

PROFESSIONAL = "professional"
MANAGER = "manager"
BESTUURDER = "bestuurder"
OVERHEID = "overheid"
ANDERS = "anders"


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its names."""

    code: str
    label: str
    """For one person, in forms and lists."""
    plural: str
    """For its people, in charts and tables."""
    people: str
    """For its people, inside a sentence."""
    heading: str
    """The heading over what is meant for them."""
    synonyms: str
    """Other names in lists of people: words in lower case without punctuation. Its names above count anyway."""
    advised_as: str
    """The role whose actions it gets: its own code, or that of another role."""
    decides: bool = False
    """Whether it is asked to decide."""
    endings: str = ""
    """Words with which longer names end, as "consulent" in "jeugdconsulent"; they count by themselves too."""
    is_one: bool = False
    """Whether its people are named as one, so that what they do is said of one."""


ROLES = registry(
    Role(
        code=PROFESSIONAL,
        label=_("professional"),
        plural=_("professionals"),
        people=_("professionals"),
        heading=_("For professionals"),
        synonyms=(
            "uitvoerder uitvoerend hulpverlener jeugdwerker jongerenwerker wijkagent agent leerkracht "
            "docent leraar verpleegkundige wijkverpleegkundige verzorgende huisarts arts psycholoog "
            "consulent begeleider medewerker behandelaar opbouwwerker sociaalwerker "
            "reclasseringswerker huismeester gezinscoach casemanager klantmanager leerplichtambtenaar "
            "practitioner worker nurse teacher officer uitvoerende ib iber poh boa mentor straatcoach "
            "gedragswetenschapper jeugdarts"
        ),
        endings=(
            "consulent begeleider werker werkster medewerker hulpverlener verpleegkundige psycholoog pedagoog "
            "psychiater therapeut behandelaar leerkracht docent leraar professional voogd beschermer politieagent"
        ),
        advised_as=PROFESSIONAL,
    ),
    Role(
        code=MANAGER,
        label=_("manager"),
        plural=_("managers"),
        people=_("managers"),
        heading=_("For managers"),
        synonyms=(
            "teamleider teammanager teamlead leidinggevende afdelingshoofd afdelingsmanager "
            "clustermanager regiomanager zorgmanager hoofd management manger unitleider locatiemanager "
            "teamchef teamleader schoolleider afdelingsleider middenkader mgr mt mtlid"
        ),
        endings="manager teamleider leidinggevende afdelingshoofd sectorhoofd clusterhoofd teamlead",
        advised_as=MANAGER,
    ),
    Role(
        code=BESTUURDER,
        label=_("director"),
        plural=_("directors"),
        people=_("directors"),
        heading=_("For directors"),
        synonyms=(
            "directeur directie directeurbestuurder bestuur bestuurslid bestuursvoorzitter ceo rvb "
            "raadvanbestuur algemeendirecteur executive cvb db dblid ablid boardmember"
        ),
        endings="directeur bestuurder directrice bestuurslid",
        advised_as=BESTUURDER,
        decides=True,
    ),
    Role(
        code=OVERHEID,
        label=_("government"),
        plural=_("government"),
        people=_("the government"),
        heading=_("For the government"),
        synonyms=(
            "wethouder burgemeester ambtenaar beleidsmedewerker beleidsadviseur beleid gedeputeerde "
            "raadslid gemeentesecretaris alderman mayor policyofficer policyadviser policyadvisor policy "
            "civilservant councillor ambtelijk ambtenaren griffier"
        ),
        endings="ambtenaar beleidsmedewerker beleidsadviseur wethouder griffier",
        advised_as=OVERHEID,
        decides=True,
        is_one=True,
    ),
    Role(
        code=ANDERS,
        label=_("other"),
        plural=_("others"),
        people=_("people in another role"),
        heading=_("For people in another role"),
        synonyms=(
            "overig overige projectleider programmamanager secretaris vrijwilliger ervaringsdeskundige "
            "adviseur onderzoeker projectmanager kwartiermaker procesbegeleider procesmanager "
            "programmaleider managementassistent directiesecretaris bestuurssecretaris"
        ),
        endings="onderzoeker vrijwilliger",
        advised_as=MANAGER,
    ),
)
"""In the order of the report; of two equally small groups the last is hidden."""

ADVISED = tuple(role.code for role in ROLES.values() if role.advised_as == role.code)
"""The roles with actions, and therefore a report, of their own."""
