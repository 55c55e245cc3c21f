"""What a text may hold: one block of each kind."""

FILM = "https://www.youtube.com/watch?v=abc"
LINK = {"title": "The council's page", "url": "https://example.org/page"}
CELLS = "Age\tArea\tMembers\n16 to 24\t14%\t7\n25 and over\t86%\t41"
WIDE = "\n".join("\t".join(f"{row}.{column}" for column in range(60)) for row in range(4))


def story(document, image, media, page=None) -> list[tuple]:
    """One block of each kind that a text may hold, and the kinds that have two forms in both."""
    return [
        ("heading", {"text": "What happens next", "level": "2"}),
        ("heading", {"text": "In the spring", "level": "3"}),
        ("paragraph", "<p>The assembly met over <b>two</b> weekends.</p><ul><li>One</li><li>Two</li></ul>"),
        ("quote", {"quote": "We were listened to.", "attribution": "A member"}),
        ("figure", {"image": image, "alt": "A square full of people", "caption": "The square"}),
        ("notice", {"title": "Please note", "text": "<p>The date has moved.</p>"}),
        ("key_facts", {"facts": [{"figure": "40", "meaning": "members"}]}),
        ("document", {"document": document, "note": "As published"}),
        ("links", {"title": "Elsewhere", "links": [LINK]}),
        ("video", {"title": "How it went", "url": FILM, "transcript": "Welcome, everybody."}),
        ("video", {"title": "Heard again", "media": media}),
        ("steps", {"steps": [{"title": "Listen", "text": "<p>To all sides.</p>"}, {"title": "Decide"}]}),
        ("accordion", {"parts": [{"title": "Who pays?", "text": "<p>The council does.</p>"}]}),
        ("table", {"caption": "Members by age", "cells": CELLS, "note": "Rounded"}),
        ("table", {"caption": "Every vote", "cells": WIDE}),
        ("action", {"text": "Read the report", "url": LINK["url"], "note": "30 pages"}),
        ("action", {"text": "What happens next", "page": page}),
    ]
