"""Makes the site of a trial: the real programme, the furnished pages beside it, and an account.

Run by itself, in the settings of the trial: python -m tests.browser.furnishing
"""

import gc
import json
import sys

import django


def make() -> None:
    """An empty database becomes a site with the real programme."""
    from django.core.management import call_command

    for command in ("migrate", "make_site", "load_programme", "make_editor"):
        call_command(command, stdout=sys.stderr)


def addresses() -> dict:
    """The address and the id of one furnished page of each type, and all there was before them by type."""
    from wagtail.models import Page

    from tests.furnishing import furnish, pages

    real: dict[str, list[str]] = {}
    for page in Page.objects.live().filter(depth__gt=1).specific():
        real.setdefault(type(page).__name__, []).append(page.get_url())
    made = furnish()
    furnished = {model.__name__: page.get_url() for model, page in pages(made).items()}
    names = {"ranked": made.ranked, "choices": made.choices, "film": made.film, "workshop": made.workshop}
    names |= {"tracker": made.site_tracker, "evidence": made.site_evidence, "events": made.site_events}
    furnished |= {name: page.get_url() for name, page in names.items()}
    furnished |= {
        "topics": "/topics/",
        "topic": made.topic.get_absolute_url(),
        "plain": made.plain_response.get_url(),
        "on one page": f"{made.publication.get_url()}print/",
        "statement on one side": f"{made.statement.get_url()}print/",
        "scorecard": f"/progress/scorecard/{made.assembly.translation_key}/",
        "widget of an assembly": f"/progress/widget/{made.assembly.translation_key}/",
        "widget of one": f"/progress/widget/{made.recommendation.translation_key}/",
        "embed": f"/progress/embed/{made.recommendation.translation_key}/",
    }
    ids = {model.__name__: page.pk for model, page in pages(made).items()}
    return {"furnished": furnished, "real": real, "ids": ids}


if __name__ == "__main__":
    # Looking for rubbish is a third of the work of a first migration.
    gc.disable()
    django.setup()
    make()

    print(json.dumps(addresses()))
