"""Names that are ordinary words too, and what stands beside a name without being one.

All in small letters and without accents. A word that is missing here is taken for a name more often than it is one,
which costs a reader a glance; so only what occurs in answers about working together is listed.
"""

BETWEEN_NAMES = frozenset(
    (
        *("aan", "al", "am", "auf", "aus", "bij", "bin", "bint", "d", "da", "das", "de", "del", "dem", "den", "der"),
        *("des", "di", "do", "dos", "du", "e", "el", "en", "ibn", "in", "l", "la", "las", "le", "les", "los", "of"),
        *("onder", "op", "over", "s", "t", "te", "ten", "ter", "tot", "uijt", "uit", "van", "vd", "vander", "voor"),
        *("vom", "von", "y", "zu", "zum", "zur"),
        *("bc", "dhr", "dr", "drs", "heer", "ing", "ir", "jr", "mevr", "mevrouw", "mr", "mrs", "ms", "mw", "phd"),
        *("prof", "sr", "ba", "bsc", "ma", "msc", "rn"),
    )
)
"""Particles, titles and degrees: none of them alone tells who somebody is."""

OPENING_NAMES = frozenset(
    (
        *("ad", "an", "ben", "beter", "bo", "bos", "daar", "dat", "die", "dit", "doe", "een", "eerst", "ga", "geen"),
        *("goed", "goede", "graag", "groot", "groots", "grote", "had", "han", "heel", "help", "hen", "het", "hier"),
        *("hoe", "hoop", "hou", "ik", "ja", "je", "jong", "jonge", "kan", "klein", "kleine", "klaar", "kort", "korte"),
        *("laat", "lang", "lange", "los", "maar", "maak", "mag", "man", "mee", "meer", "mei", "men", "mijn", "min"),
        *("mooi", "mooij", "naar", "nee", "niet", "nu", "om", "ons", "onze", "oud", "oude", "plan", "praat", "rond"),
        *("samen", "snel", "spreek", "sta", "sterk", "sterke", "steun", "tijd", "toe", "toon", "veel", "vaak"),
        *("vast", "vertrouwen", "vind", "vlug", "vraag", "vrij", "vroeg", "wacht", "waar", "want", "wat", "wees"),
        *("weet", "wel", "werk", "wie", "wijs", "wil", "win", "ze", "zeg", "zeker", "zet", "zie", "zorg", "zo"),
        *("can", "do", "good", "hope", "long", "may", "more", "so", "will", "young"),
    )
)
"""Names that often begin a sentence as a word: only a capital inside a sentence says that it is a name."""

ORDINARY_NAMES = frozenset(
    (
        *("akker", "appel", "baas", "bakker", "bank", "barend", "beek", "beer", "berg", "berk", "bever", "blank"),
        *("blauw", "bloem", "blok", "boer", "bol", "boom", "boon", "bot", "brand", "breed", "brink", "broek"),
        *("broer", "brouwer", "brug", "bruin", "buis", "burger", "buur", "buurman", "buurt", "dam", "dekker", "dijk"),
        *("donker", "dorp", "duin", "eigen", "eik", "engel", "fee", "feest", "fiets", "gast", "geel", "geld"),
        *("gemeente", "graaf", "groen", "groep", "haan", "haas", "half", "hand", "hart", "haven", "heide", "held"),
        *("hemel", "hert", "heuvel", "hof", "hond", "hoofd", "hoog", "hout", "huis", "hulp", "iris", "jager"),
        *("jasmijn", "jeugd", "joy", "kaas", "kamp", "kant", "kapitein", "keizer", "kern", "kerk", "ketting"),
        *("keuken", "koe", "kok", "koning", "koopman", "kop", "koper", "koster", "kraan", "kracht", "krijger"),
        *("kuiper", "kunst", "land", "leeuw", "leraar", "lente", "licht", "linde", "link", "lonen", "manager"),
        *("maan", "mark", "markt", "meester", "melk", "merel", "molen", "molenaar", "mulder", "muis", "nacht"),
        *("nieuw", "noord", "ober", "olie", "oom", "oost", "paard", "parel", "pen", "persoon", "piet", "post"),
        *("prins", "punt", "raad", "raaf", "rein", "ridder", "ring", "rijk", "rood", "roos", "rots", "ruiter"),
        *("schaap", "schep", "schilder", "school", "schouten", "schrijver", "slager", "smid", "smit", "snoek"),
        *("spits", "staal", "stad", "stam", "steen", "ster", "stil", "stok", "storm", "straat", "team", "timmer"),
        *("tuin", "veld", "ven", "vis", "visser", "vlag", "vogel", "vonk", "vos", "vrede", "vriend", "vries"),
        *("waard", "wagenaar", "wal", "weg", "weide", "wever", "wijk", "wild", "wind", "winter", "wit", "witte"),
        *("wolf", "woud", "zand", "zee", "zeeman", "zilver", "zomer", "zon", "zuid", "zwart", "zuiver", "zwaan"),
        *("art", "best", "brook", "clay", "dean", "faith", "grace", "green", "hill", "king", "lane", "page"),
        *("price", "reed", "rich", "rose", "stone", "west", "white", "wood"),
    )
)
"""Names that occur as a word: a capital says that it is a name."""
