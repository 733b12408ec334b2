"""The field for a code takes whatever somebody pastes: a link in the wrapper of a mail program, or a whole mail."""

import quopri
from urllib.parse import quote

import pytest
from django.test import Client

from assessments.pasted_links import link_in
from tests.answering.device import link_of

KEY = "198-d6bV9gRgFipt_15-6EtJ385K"
OWN, OPEN = f"https://voorbeeld.nl/i/{KEY}/", "https://voorbeeld.nl/m/bcdf23/"
FOUND = {OWN: ("invitation", (KEY,)), OPEN: ("open_link", ("bcdf23",))}
WHOLE = """Beste Piet,

U bent uitgenodigd. De code hieronder is van u alleen. U kunt tot vrijdag 18 december 2026 om 17:00 antwoorden.

Naar de vragen:
{}

Vragen? Bel Marieke de Vries (marieke@voorbeeld.nl, 06-12345678) of kijk op https://www.voorbeeld.nl/jeugd/i/info.
Geen mail meer: https://voorbeeld.nl/u/12-AbCdEfGhIjKlMnOpQrStUvWx/
"""


def of_proofpoint(link):
    """Return a link as version 2 of that wrapper writes it."""
    encoded = quote(link, safe="").replace("-", "%2D").replace("_", "%5F").replace("%", "-").replace("-2F", "_")
    return f"https://urldefense.proofpoint.com/v2/url?u={encoded}&d=DwMFAg&c=a-b_c&e="


def of_outlook(link):
    """Return a link as Safe Links of Outlook writes it."""
    return f"https://eur02.safelinks.protection.outlook.com/?url={quote(link, safe='')}&data=05%7C01"


PASTED = {
    "as it is": lambda link: link,
    "Outlook": of_outlook,
    "Outlook, in HTML": lambda link: f"https://x.outlook.com/?url={quote(link, safe='')}&amp;data=05&amp;reserved=0",
    "Outlook twice": lambda link: f"https://x.outlook.com/?url={quote(of_outlook(link), safe='')}&data=05",
    "Teams": lambda link: f"https://x.office.net/1/atp-safelinks.html?url={quote(link, safe='')}&locale=nl-nl",
    "Proofpoint 1": lambda link: f"https://urldefense.proofpoint.com/v1/url?u={link}&k=abc%3D&r=def",
    "Proofpoint 2": of_proofpoint,
    "Proofpoint 3": lambda link: f"https://urldefense.com/v3/__{link}__;!!ABC123!xyz$",
    "Barracuda": lambda link: f"https://linkprotect.cudasvc.com/url?a={quote(link, safe=':/')}&c=E,1,abc&typo=1",
    "Trend Micro": lambda link: (
        f"https://x.trendmicro.com/wis/clicktime/v1/query?url={quote(link, safe='')}"
        "&umid=12345678-0517-4010-b063-65ebf1eb60c2&auth=a-b"
    ),
    "Cisco": lambda link: f"https://secure-web.cisco.com/1AbC-dEf_gHi/{quote(link, safe='')}",
    "Google": lambda link: f"https://www.google.com/url?q={link}&sa=D&source=gmail",
    "without its scheme": lambda link: link.removeprefix("https://"),
    "in capitals": lambda link: link.replace("https://voorbeeld.nl/i", "HTTPS://VOORBEELD.NL/I").replace("/m/", "/M/"),
    "in another folder": lambda link: link.replace(".nl/", ".nl//nl/index.php/"),
    "its path": lambda link: link.removeprefix("https://voorbeeld.nl"),
    "behind words": lambda link: f"Naar de vragen<{link}>, alvast bedankt",
    "in quotes": lambda link: f"„{link}”",
    "of Markdown": lambda link: f"[Naar de vragen]({link.replace('-', chr(92) + '-').replace('_', chr(92) + '_')})",
    "of HTML": lambda link: f'<a href=3D"{link}" target=3D"_blank">Naar de vragen</a>',
    "from a QR code": lambda link: f"URLTO:{link}?utm_source=qr#nu",
    "encoded twice": lambda link: quote(quote(link, safe=""), safe=""),
    "broken off": lambda link: f"{link[:27]}\r\n{link[27:]}",
    "broken off and quoted": lambda link: f"> {link[:27]}\r\n> {link[27:]}",
    "with a soft break": lambda link: f"{link[:27]}=\r\n{link[27:]}",
    "as a mail is sent": lambda link: quopri.encodestring(link.encode()).decode().replace("-", "=2D"),
    "a whole mail": WHOLE.format,
    "a whole mail without its lines": lambda link: WHOLE.format(link).replace("\n", ""),
    "a whole mail of Outlook": lambda link: WHOLE.format(f"Naar de vragen<{of_outlook(link)}>"),
}


@pytest.mark.parametrize("how", PASTED)
@pytest.mark.parametrize("link", [OWN, OPEN])
def test_a_link_is_found_in_whatever_was_pasted(link, how):
    assert link_in(PASTED[how](link)) == FOUND[link]


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (KEY, "invitation"),
        (f"i/{KEY}", "invitation"),
        ("Ga naar voorbeeld.nl/m/ en vul daar de code BCD F23 in.", "open_link"),
        ("https://een-heel-lange-naam-van-een-gemeente.voorbeeld.nl/bcdf23", "open_link"),
        (f"Geen mail meer: https://voorbeeld.nl/u/{KEY}/", "unsubscribe"),
        (f"Lees hem hier: https://voorbeeld.nl/s/{KEY}/", "share_link"),
        ("https://protect-eu.mimecast.com/s/AbCdEfGh1234567?domain=voorbeeld.nl", None),
        ("Beste Piet, hier is de vragenlijst. Alvast bedankt, Marieke", None),
        (WHOLE.format(""), "unsubscribe"),
        ("bcdf2", None),
        ("bcdf234", None),
    ],
)
def test_other_texts_lead_to_what_is_in_them_or_nowhere(text, page):
    found = link_in(text)
    assert (found and found.page) == page


@pytest.mark.django_db
def test_both_fields_lead_to_a_personal_link_and_keep_what_has_none(open_round):
    link = link_of(open_round)
    for form in ("/", "/m/"):
        assert "maxlength" not in Client().get(form).content.decode(), "a browser would cut a long mail without a word"
    mail = WHOLE.format(f"http://testserver{link}")
    answer = Client(enforce_csrf_checks=True).post("/m/", {"code": mail}, follow=True)
    assert answer.request["PATH_INFO"].startswith("/answers/")
    unknown = Client().post("/m/", {"code": "Kunt u dit even invullen? Alvast bedankt."})
    assert unknown.status_code == 422
    assert "geen link en geen code" in unknown.content.decode()
    assert "Kunt u dit even invullen?" in unknown.content.decode()
    dead = Client().post("/m/", {"code": f"{link[:-3]}xx/"}, follow=True)
    assert dead.status_code == 404
    assert "Deze link werkt niet" in dead.content.decode()


LONG = ["/i" + "/" * 49000, "i/" * 24000, "%25" * 16000, "code " * 9000, "1 -" * 16000, "/m/ " * 12000]
LONG += ["www." + "/" * 49000, "http:/" + "./" * 24000, "https:/" + "%20/" * 12000, "m" + "-" * 49000]


@pytest.mark.parametrize("text", LONG)
def test_a_long_text_without_a_link_is_read_in_one_go(text):
    assert link_in(text) is None


@pytest.mark.parametrize("start", ["www.", "http:", "voorbeeld"])
def test_a_long_address_is_read_in_one_go(start):
    assert Client().get(f"/{start}{'/' * 40_000}").status_code == 404
