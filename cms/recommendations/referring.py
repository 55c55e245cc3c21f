"""A reference is what people quote, so in one tracker it stands for one recommendation."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

REFERENCE_IS_TAKEN = _("Another recommendation here has this reference. People quote it: choose another one.")


def is_taken(reference: str, tracker_path: str, recommendation) -> bool:
    """Whether another recommendation below this tracker, draft or published, has this reference."""
    model = apps.get_model("recommendations", "RecommendationPage")
    others = model.objects.filter(reference__iexact=reference.strip(), path__startswith=tracker_path)
    return others.exclude(translation_key=recommendation.translation_key).exists()
