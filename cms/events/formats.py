"""What an event and a part of its agenda can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What sort of event it is."""

    SESSION = "session", _("Session")
    WORKSHOP = "workshop", _("Workshop")
    CONFERENCE = "conference", _("Conference")
    PUBLIC_MEETING = "public_meeting", _("Public meeting")


class AgendaFormat(TextChoices):
    """How a part of a day was run."""

    WELCOME = "welcome", _("Welcome")
    PRESENTATION = "presentation", _("Presentation")
    Q_AND_A = "q_and_a", _("Questions and answers")
    PANEL = "panel", _("Panel")
    TABLE_DISCUSSION = "table_discussion", _("Talks at tables")
    CAROUSEL = "carousel", _("Carousel")
    EXERCISE = "exercise", _("Exercise")
    VIDEO = "video", _("Video")
    VOTING = "voting", _("Voting")
    PLENARY = "plenary", _("Everyone together")
    NOT_KNOWN = "not_known", _("Not known")


class Capacity(TextChoices):
    """In what part somebody appeared."""

    WELCOME = "welcome", _("Gave a welcome")
    SPEAKER = "speaker", _("Speaker")
    EXPERT_LEAD = "expert_lead", _("Expert lead")
    RECEIVED = "received_presentations", _("Heard the members' proposals")
