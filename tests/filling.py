"""Fills in a form as somebody without a script does: by the labels of its boxes and the words on buttons."""

from collections import defaultdict
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page that has a button with these words."""

    def __init__(self, answer, button: str):
        super().__init__()
        self.forms = []
        self.labels = defaultdict(list)  # the ids of the boxes with these words beside them
        self.names = {}  # the name of the box with this id
        self.options = defaultdict(dict)  # the values of a list by their words
        self.ticks = {}  # the value of the tick box with this id
        self.open = []  # what was begun and not ended, with its attributes
        self.words = ""
        self.feed(answer.content.decode())
        self.button = button
        self.action, self.fields, self.buttons = next(form for form in self.forms if button in form[2])

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((attrs.get("action", ""), [], {}))
        if tag in {"label", "button", "textarea", "select", "option"}:
            self.open.append((tag, attrs))
            self.words = ""
        if tag in {"input", "textarea", "select"}:
            self.names[attrs.get("id")] = attrs.get("name")
        if tag == "input" and self.forms and attrs.get("name"):
            value = attrs.get("value", "on")
            if attrs.get("type") not in {"checkbox", "radio"} or "checked" in attrs:
                self.forms[-1][1].append((attrs["name"], value if "value" in attrs else ""))
            self.ticks[attrs.get("id")] = value
        if tag == "option" and "selected" in attrs:
            self.forms[-1][1].append((self.open[-2][1]["name"], attrs["value"]))

    def handle_data(self, data):
        self.words += data

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            return
        _tag, attrs = self.open.pop()
        words = " ".join(self.words.replace("*", "").split())
        if tag == "label":
            self.labels[words].append(attrs.get("for"))
        elif tag == "option":
            self.options[self.open[-1][1].get("name")][words] = attrs["value"]
        elif self.forms and tag == "button":
            self.forms[-1][2][words] = (attrs.get("name"), attrs.get("value", ""))
        elif self.forms and tag == "textarea":
            self.forms[-1][1].append((attrs["name"], self.words.removeprefix("\n")))

    def filled(self, by_label=None) -> dict[str, list[str]]:
        """What pressing the button sends, with these boxes filled in, or ticked where the value is True.

        Of several boxes with one label, the first is meant.
        """
        data = defaultdict(list)
        for name, value in self.fields:
            data[name].append(value)
        for label, value in (by_label or {}).items():
            place = self.labels[label][0]
            name = self.names[place]
            if value is True:
                data[name].append(self.ticks[place])
            else:
                data[name] = [self.options[name].get(value, value)]
        name, value = self.buttons[self.button]
        return data | ({name: [value]} if name else {})


def send(client, answer, button: str, by_label=None):
    """Fills the form in, presses the button, and gives the next page."""
    form = Form(answer, button)
    return client.post(form.action or answer.request["PATH_INFO"], form.filled(by_label), follow=True)
