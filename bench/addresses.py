"""Prints the addresses of every public page, by page type, as JSON. Run in the settings of the site."""

import json

import django


def addresses() -> dict[str, list[str]]:
    from wagtail.models import Page

    from cms.core.querysets import open_to_all

    found: dict[str, list[str]] = {}
    for page in Page.objects.live().filter(open_to_all(), depth__gt=1).specific():
        found.setdefault(type(page).__name__, []).append(page.get_url())
    return found


if __name__ == "__main__":
    django.setup()
    print(json.dumps(addresses()))
