"""The blocks of a text that is written in Python and not by an editor."""


def heading(text):
    """A heading of the first level below the title."""
    return ("heading", {"text": text, "level": "2"})


def text(*paragraphs):
    """Paragraphs, one after the other."""
    return ("paragraph", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def points(*entries):
    """A list with a dot before each entry."""
    return ("paragraph", "<ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>")


def notice(title, text):
    """A short text that stands out."""
    return ("notice", {"title": title, "text": f"<p>{text}</p>"})
