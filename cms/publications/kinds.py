from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PublicationKind(TextChoices):
    """What sort of long text it is."""

    HANDBOOK = "handbook", _("Handbook")
    GUIDE = "guide", _("Guide")
    REPORT = "report", _("Report")
    EVALUATION = "evaluation", _("Evaluation")
    PLAN = "plan", _("Plan")
    OTHER = "other", _("Publication")
