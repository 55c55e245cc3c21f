from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EvidenceKind(TextChoices):
    """What was put before members."""

    PRESENTATION = "presentation", _("Presentation")
    PANEL = "panel", _("Panel")
    CAROUSEL = "carousel", _("Carousel")
    VIDEO = "video", _("Video")
    BOOKLET = "booklet", _("Booklet")
    PAPER = "paper", _("Paper")
    SURVEY = "survey", _("Survey")
    WORKSHOP = "workshop", _("Workshop")
    LIVED_EXPERIENCE = "lived_experience", _("Lived experience")
