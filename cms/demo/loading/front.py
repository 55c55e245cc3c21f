"""The words at the front of the demo: the home page and the name of the site."""

from cms.core.models import SiteSettings
from home.making import HEADLINE

from .making import Made

WORDS = {
    "headline": "Residents were asked. This is what became of what they said.",
    "summary": (
        "Three English councils each brought together people chosen by lot. Follow every recommendation: "
        "the evidence, the vote, the answer, and what has been done."
    ),
}
NAME = "Innovation in Democracy"


def name_the_site(made: Made) -> None:
    """Give the home page and the site their words, unless an editor has given them others."""
    home = made.home
    if home.headline == HEADLINE:
        for name, words in WORDS.items():
            setattr(home, name, words)
        home.save_revision().publish()
    details = SiteSettings.for_site(home.get_site())
    if not details.site_name:
        assert made.programme is not None
        details.site_name, details.council_name = NAME, made.programme.title
        details.save()
