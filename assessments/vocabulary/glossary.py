"""One word per thing: what each word means, and which words say the same and are therefore not used.

The page of the glossary shows it, reports can, and a test holds every text of the product against it. Names and
meanings are messages; the words that are not used are those of each language.
"""

from dataclasses import dataclass

from .registry import message as _
from .registry import registry

PEOPLE = "people"
ASKING = "asking"
RESULTS = "results"
MODEL = "model"
PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Subject:
    """A heading of the glossary."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word with what it means."""

    code: str
    subject: str
    name: str
    meaning: str
    """One or two sentences for whoever meets the word for the first time."""
    not_nl: tuple[str, ...] = ()
    """Words that would say the same in Dutch, in every form that somebody could write."""
    not_en: tuple[str, ...] = ()
    """The same in English."""


SUBJECTS = registry(
    Subject(PEOPLE, _("Who is who")),
    Subject(ASKING, _("Asking")),
    Subject(RESULTS, _("What comes out")),
    Subject(MODEL, _("The model")),
    Subject(PLAN, _("What you do with it")),
)
"""In the order of the page."""

GLOSSARY = registry(
    Term(
        "partnership",
        PEOPLE,
        _("partnership"),
        _("Organisations that work together on one theme, for example help for families."),
        not_nl=("alliantie", "consortium"),
        not_en=("alliance", "consortium"),
    ),
    Term("partner", PEOPLE, _("partner"), _("An organisation that takes part in the partnership.")),
    Term(
        "participant",
        PEOPLE,
        _("participant"),
        _("Someone who is asked to answer the questions, for one of the organisations."),
        not_nl=("invuller", "invullers", "respondent", "respondenten", "ondervraagde", "ondervraagden"),
        not_en=("respondent", "respondents", "interviewee", "interviewees"),
    ),
    Term(
        "coordinator",
        PEOPLE,
        _("coordinator"),
        _("Someone who opens rounds and reads their results: an owner of the partnership, who may change everything."),
        not_nl=("coordinator", "coordinatoren"),
        not_en=("co-ordinator", "co-ordinators"),
    ),
    Term(
        "reader",
        PEOPLE,
        _("reader"),
        _("Someone who may read the results of a partnership and see how many people answer, and changes nothing."),
        not_nl=("meelezer", "meelezers", "toeschouwer", "toeschouwers"),
        not_en=("viewer", "viewers"),
    ),
    Term(
        "administrator",
        PEOPLE,
        _("administrator"),
        _("Someone who looks after this site: the accounts, the advice and the thresholds."),
    ),
    Term(
        "round",
        ASKING,
        _("round"),
        _("The questions asked once, from opening to closing. A next round shows what has changed."),
        not_nl=("enquête", "enquêtes", "peiling", "peilingen", "ronde", "rondes", "survey", "nulmeting"),
        not_en=("survey", "surveys", "poll", "polls", "measurement", "measurements"),
    ),
    Term(
        "invitation",
        ASKING,
        _("invitation"),
        _("The email with which a participant gets a personal link."),
        not_nl=("oproep", "oproepen"),
    ),
    Term(
        "personal_link",
        ASKING,
        _("personal link"),
        _("A link for one participant. Anyone who has it can answer in that person’s place."),
        not_nl=("deelnamelink", "toegangslink"),
    ),
    Term(
        "open_link",
        ASKING,
        _("open link"),
        _("One link for everybody. Anyone who opens it chooses an organisation and a role."),
        not_nl=("algemene link", "groepslink"),
        not_en=("public link", "group link"),
    ),
    Term(
        "result",
        RESULTS,
        _("result"),
        _("Everything that a round produces when it closes, and that may be shown. It does not change any more."),
        not_nl=("resultaat", "resultaten"),
    ),
    Term(
        "outcome",
        RESULTS,
        _("outcome"),
        _("What a result says in one sentence: which diagnosis fits, and how sure that is."),
        not_nl=("conclusie", "conclusies", "bevinding", "bevindingen"),
        not_en=("conclusion", "conclusions", "finding", "findings", "verdict"),
    ),
    Term(
        "diagnosis",
        RESULTS,
        _("diagnosis"),
        _(
            "One of the three names that the model gives to a partnership: gezond, schijnsamenwerking, "
            "eilandsamenwerking."
        ),
    ),
    Term(
        "report",
        RESULTS,
        _("report"),
        _("The whole result to read and to print, for everyone or for one role."),
        not_nl=("verslag", "verslagen", "rapportage", "rapportages"),
    ),
    Term(
        "summary",
        RESULTS,
        _("summary"),
        _("One page about the result, in neutral words and without groups and open answers."),
        not_nl=("managementsamenvatting", "factsheet", "synopsis"),
        not_en=("factsheet", "synopsis"),
    ),
    Term(
        "bar",
        RESULTS,
        _("the bar"),
        _("The score that a force must reach. For actie and verbinding it rises when interests clash."),
        not_nl=("drempel", "drempels", "meetlat", "streefwaarde"),
        not_en=("benchmark", "cut-off"),
    ),
    Term(
        "margin",
        RESULTS,
        _("margin"),
        _("How far the true score may be from the one shown."),
        not_nl=("foutmarge", "betrouwbaarheidsinterval"),
        not_en=("margin of error", "confidence interval"),
    ),
    Term("intentie", MODEL, "intentie", _("The first force, the intention: what partners want together.")),
    Term(
        "actie",
        MODEL,
        "actie",
        _("The second force, what is done: what partners do together. It has a score; what you plan is an action."),
    ),
    Term("verbinding", MODEL, "verbinding", _("The third force, the connection: how partners support each other.")),
    Term(
        "belangen",
        MODEL,
        "belangen",
        _("Interests: what matters to each organisation, such as money, its own task or a good name. They may differ."),
    ),
    Term(
        "gezond",
        MODEL,
        "gezond",
        _("Healthy: the three forces hold each other up. The advice is about keeping it that way."),
    ),
    Term(
        "schijnsamenwerking",
        MODEL,
        "schijnsamenwerking",
        _("Collaboration in name: goals are never put into practice. There is much talk, and little gets done."),
    ),
    Term(
        "eilandsamenwerking",
        MODEL,
        "eilandsamenwerking",
        _("Collaboration on islands: a few people do good work, and it stays with them."),
    ),
    Term(
        "action",
        PLAN,
        _("action"),
        _("Something to do after a result: what the report advises, and what you agree with each other."),
        not_nl=("actiepunt", "actiepunten", "maatregel", "maatregelen", "acties"),
        not_en=("action item", "action items", "action point", "action points", "to-do", "to-dos"),
    ),
    Term(
        "action_plan",
        PLAN,
        _("action plan"),
        _("What a partnership is going to do: actions with an organisation, a name and a date."),
        not_nl=("actieplan", "actieplannen", "plan van aanpak", "actielijst"),
        not_en=("plan of action", "plan of steps", "roadmap", "action list"),
    ),
)
"""Every word that whoever uses the product must know, by subject."""
