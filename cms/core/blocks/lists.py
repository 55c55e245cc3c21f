"""Blocks for lists of facts: a date, a person, a sum, a link, each with its sources."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .citations import CitationBlock
from .dates import PartialDateBlock


def sources():
    """The list of sources that ends every block of facts."""
    return blocks.ListBlock(CitationBlock(), default=[], required=False, label=_("Sources"), collapsed=True)


class PointBlock(blocks.StructBlock):
    """One sentence of a list."""

    text = blocks.TextBlock(label=_("Text"), rows=2)
    sources = sources()

    class Meta:
        icon = "list-ul"
        label = _("Point")


class MessageBlock(blocks.StructBlock):
    """A message with an optional title, word for word, and what it means."""

    title = blocks.CharBlock(required=False, default="", label=_("Title, word for word"))
    text = blocks.TextBlock(label=_("In plain words"), rows=2)
    sources = sources()

    class Meta:
        icon = "comment"
        label = _("Message")


class KeyDateBlock(blocks.StructBlock):
    """A date, or a period, and what happened."""

    date = PartialDateBlock(label=_("Date"), help_text=_('"25 June 2020", "June 2020" or "2020".'))
    until = PartialDateBlock(required=False, label=_("Until"), help_text=_("Only for a period."))
    what = blocks.CharBlock(label=_("What happened"), max_length=255)
    note = blocks.CharBlock(required=False, default="", label=_("Note"), max_length=500)
    sources = sources()

    class Meta:
        icon = "date"
        label = _("Date")


class NamedPersonBlock(blocks.StructBlock):
    """A person named in a published report. Never a member of the assembly."""

    name = blocks.CharBlock(label=_("Name"), max_length=255)
    role = blocks.CharBlock(required=False, default="", label=_("Role"), max_length=255)
    organisation = blocks.CharBlock(required=False, default="", label=_("Organisation"), max_length=255)

    class Meta:
        icon = "user"
        label = _("Person")


class SumBlock(blocks.StructBlock):
    """A sum of money and what it was for."""

    item = blocks.CharBlock(label=_("What for"), max_length=255)
    amount = blocks.IntegerBlock(label=_("Pounds"), min_value=0)
    qualifier = blocks.CharBlock(
        required=False,
        default="",
        label=_("How exact"),
        max_length=60,
        help_text=_('For example "up to" or "each".'),
    )
    sources = sources()

    class Meta:
        icon = "tag"
        label = _("Sum")


class LinkBlock(blocks.StructBlock):
    """A link to another site."""

    title = blocks.CharBlock(label=_("Words of the link"), max_length=255)
    url = blocks.URLBlock(label=_("Address"), max_length=1000)

    class Meta:
        icon = "link-external"
        label = _("Link")


class TargetBlock(blocks.StructBlock):
    """A target for who takes part, beside the main ones."""

    criterion = blocks.CharBlock(label=_("About"), max_length=100)
    target = blocks.CharBlock(label=_("Target"), max_length=255)
    note = blocks.CharBlock(required=False, default="", label=_("Note"), max_length=500)

    class Meta:
        icon = "group"
        label = _("Target")


class AnswerCountBlock(blocks.StructBlock):
    """How many people gave one answer."""

    answer = blocks.CharBlock(label=_("Answer"), max_length=100)
    count = blocks.IntegerBlock(label=_("People"), min_value=0)


class SurveyQuestionBlock(blocks.StructBlock):
    """A question put to people and how many gave each answer."""

    question = blocks.CharBlock(label=_("Question, word for word"), max_length=500)
    base = blocks.IntegerBlock(label=_("People asked"), min_value=0)
    answers = blocks.ListBlock(AnswerCountBlock(), label=_("Answers"))
    note = blocks.CharBlock(required=False, default="", label=_("Note"), max_length=500)
    sources = sources()

    class Meta:
        icon = "help"
        label = _("Question")


class OutputBlock(blocks.StructBlock):
    """Something a programme produced: a report, a guide, a film."""

    title = blocks.CharBlock(label=_("Title"), max_length=500)
    kind = blocks.CharBlock(label=_("Kind"), max_length=60)
    formats = blocks.ListBlock(blocks.CharBlock(max_length=60), default=[], label=_("Formats"))
    links = blocks.ListBlock(blocks.URLBlock(max_length=1000), default=[], label=_("Addresses"))
    authors = blocks.CharBlock(required=False, default="", label=_("Authors"), max_length=255)
    published = PartialDateBlock(required=False, label=_("Published"))
    pages = blocks.IntegerBlock(required=False, label=_("Pages"), min_value=1)
    pages_note = blocks.CharBlock(required=False, default="", label=_("Note on the pages"), max_length=255)
    audience = blocks.TextBlock(required=False, default="", label=_("Who it is for"), rows=2)
    based_on = blocks.ListBlock(blocks.CharBlock(max_length=255), default=[], label=_("Based on"))
    sources = sources()

    class Meta:
        icon = "doc-full"
        label = _("Output")
