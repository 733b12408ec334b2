"""The whole questionnaire by what a screen reader gets: roles, names and states, and nothing that is only seen."""

import time

from assessments.catalogue.questionnaire import current_version, questionnaire
from tests.patience import PATIENCE

from .states import N_PARTS

ASKED = questionnaire(current_version())


class Reader:
    """Reads a page and acts on it through Chromium's accessibility tree."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)
        self.session.send("Accessibility.enable")
        self.session.send("DOM.enable")

    def nodes(self):
        """Return what is told of the page, in reading order; each knows the nodes around it."""
        told = {node["nodeId"]: node for node in self.session.send("Accessibility.getFullAXTree")["nodes"]}
        ordered = []

        def read(node, around):
            if not node["ignored"]:
                ordered.append(node | {"around": around})
                around = (*around, node["nodeId"])
            for child in node.get("childIds", ()):
                if child in told:
                    read(told[child], around)

        read(next(iter(told.values())), ())
        return ordered

    def of_role(self, *roles):
        return [node for node in self.nodes() if said(node, "role") in roles]

    def find(self, role, starts_with=""):
        """Return the one node of this role whose name starts so, as soon as it is there."""
        deadline = time.monotonic() + PATIENCE
        while True:
            found = [
                node for node in self.nodes() if role == said(node, "role") and named(node).startswith(starts_with)
            ]
            if found:
                assert len(found) == 1
                return found[0]
            assert time.monotonic() < deadline, f"no {role} {starts_with}"
            time.sleep(0.05)

    def press(self, node):
        """Do what a screen reader does with "activate"."""
        thing = self.session.send("DOM.resolveNode", {"backendNodeId": node["backendDOMNodeId"]})["object"]
        call = {"objectId": thing["objectId"], "functionDeclaration": "function () { this.click(); }"}
        self.session.send("Runtime.callFunctionOn", call)

    def write(self, node, text):
        self.session.send("DOM.focus", {"backendNodeId": node["backendDOMNodeId"]})
        self.session.send("Input.insertText", {"text": text})

    def groups(self):
        """Return the name and the options of every group of options."""
        ordered = self.nodes()
        options = [node for node in ordered if said(node, "role") in {"radio", "checkbox"}]
        groups = {node["nodeId"]: node for node in ordered if said(node, "role") in {"group", "radiogroup"}}
        found = {}
        for option in options:
            nearest = next(around for around in reversed(option["around"]) if around in groups)
            found.setdefault(nearest, []).append(option)
        return [(named(groups[group]), inside) for group, inside in found.items()]


def said(node, what):
    return node.get(what, {}).get("value", "")


def named(node):
    return said(node, "name")


def question_named(name):
    """Return the question that this is the name of."""
    [found] = [
        question
        for question in ASKED.questions()
        if name.split() == " ".join(text.in_language("nl") for text in (question.stem, question.text) if text).split()
    ]
    return found


def test_a_partner_answers_everything_by_the_tree_alone(visit, link):
    page = visit()
    page.goto(link)
    reader = Reader(page)
    assert reader.groups() == [], "the role is known"
    reader.press(reader.find("DisclosureTriangle", "U antwoordt als "))
    reader.find("radio", "manager")
    [(name, options)] = reader.groups()
    assert name == "Wat past het best bij u?"
    assert [named(option) for option in options] == [text.in_language("nl") for text in ASKED.roles.values()]
    reader.press(options[1])
    reader.press(reader.find("button", "Beginnen"))
    asked = set()
    for number in range(1, N_PARTS + 1):
        reader.find("heading", f"Deel {number} van {N_PARTS}")
        for name, options in reader.groups():
            question = question_named(name)
            names = [named(option) for option in options]
            assert {text.in_language("nl") for text in question.options} <= set(names)
            assert len(set(names)) == len(names)
            reader.press(options[1])
            asked.add(question.code)
        for field in reader.of_role("textbox"):
            assert named(field)
            reader.write(field, "Dat gaat goed.")
        reader.find("status")
        reader.press(reader.find("button", "Volgende" if number < N_PARTS else "Verder"))
    reader.find("heading", "Controleren en versturen")
    reader.press(reader.find("button", "Mijn antwoorden versturen"))
    reader.find("heading", "Dank u wel, uw antwoorden zijn verstuurd")
    assert asked >= {question.code for question in ASKED.questions() if question.kind == "rating"}
