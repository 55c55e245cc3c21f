"""Blocks for lists of facts: a date, a person, a sum, a link, each with its sources."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .citations import CitationBlock
from .dates import PartialDateBlock


def sources():
    """The list of sources that ends every block of facts."""
    return blocks.ListBlock(
        CitationBlock(),
        default=[],
        required=False,
        label=_("Sources"),
        collapsed=True,
        help_text=_("Where this fact comes from."),
    )


class PointBlock(blocks.StructBlock):
    """One sentence of a list."""

    text = blocks.TextBlock(label=_("Text"), rows=2, help_text=_("One sentence, or two short ones."))
    sources = sources()

    class Meta:
        icon = "list-ul"
        label = _("Point")


class MessageBlock(blocks.StructBlock):
    """A message with an optional title, word for word, and what it means."""

    title = blocks.CharBlock(
        required=False,
        default="",
        label=_("Title, word for word"),
        help_text=_("As members wrote it. Leave it empty if they gave none."),
    )
    text = blocks.TextBlock(
        label=_("In plain words"), rows=2, help_text=_("What it means, in your own words.")
    )
    sources = sources()

    class Meta:
        icon = "comment"
        label = _("Message")


class KeyDateBlock(blocks.StructBlock):
    """A date, or a period, and what happened."""

    date = PartialDateBlock(label=_("Date"), help_text=_('"25 June 2020", "June 2020" or "2020".'))
    until = PartialDateBlock(required=False, label=_("Until"), help_text=_("Only for a period."))
    what = blocks.CharBlock(
        label=_("What happened"), max_length=255, help_text=_('For example "The report was published".')
    )
    note = blocks.CharBlock(
        required=False,
        default="",
        label=_("Note"),
        max_length=500,
        help_text=_("What a reader should know of the date."),
    )
    sources = sources()

    class Meta:
        icon = "date"
        label = _("Date")


class NamedPersonBlock(blocks.StructBlock):
    """A person named in a published report. Never a member of the assembly."""

    name = blocks.CharBlock(label=_("Name"), max_length=255, help_text=_("As the report prints it."))
    role = blocks.CharBlock(
        required=False, default="", label=_("Role"), max_length=255, help_text=_("What they did here.")
    )
    organisation = blocks.CharBlock(
        required=False,
        default="",
        label=_("Organisation"),
        max_length=255,
        help_text=_("Whom they work for."),
    )

    class Meta:
        icon = "user"
        label = _("Person")


class SumBlock(blocks.StructBlock):
    """A sum of money and what it was for."""

    item = blocks.CharBlock(
        label=_("What for"), max_length=255, help_text=_('For example "Hire of the hall".')
    )
    amount = blocks.IntegerBlock(label=_("Pounds"), min_value=0, help_text=_("Whole pounds, without commas."))
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

    title = blocks.CharBlock(
        label=_("Words of the link"), max_length=255, help_text=_('Say where it leads. Not "click here".')
    )
    url = blocks.URLBlock(label=_("Address"), max_length=1000, help_text=_("With https:// in front."))

    class Meta:
        icon = "link-external"
        label = _("Link")


class TargetBlock(blocks.StructBlock):
    """A target for who takes part, beside the main ones."""

    criterion = blocks.CharBlock(
        label=_("About"), max_length=100, help_text=_('For example "People who rent".')
    )
    target = blocks.CharBlock(
        label=_("Target"), max_length=255, help_text=_('For example "a third of members".')
    )
    note = blocks.CharBlock(
        required=False, default="", label=_("Note"), max_length=500, help_text=_("How exact it is, or why.")
    )

    class Meta:
        icon = "group"
        label = _("Target")


class AnswerCountBlock(blocks.StructBlock):
    """How many people gave one answer."""

    answer = blocks.CharBlock(label=_("Answer"), max_length=100, help_text=_("As on the form."))
    count = blocks.IntegerBlock(label=_("People"), min_value=0, help_text=_("How many gave this answer."))


class SurveyQuestionBlock(blocks.StructBlock):
    """A question put to people and how many gave each answer."""

    question = blocks.CharBlock(
        label=_("Question, word for word"), max_length=500, help_text=_("As on the form.")
    )
    base = blocks.IntegerBlock(
        label=_("People asked"), min_value=0, help_text=_("How many filled in the form.")
    )
    answers = blocks.ListBlock(
        AnswerCountBlock(), label=_("Answers"), help_text=_("In the order of the form.")
    )
    note = blocks.CharBlock(
        required=False,
        default="",
        label=_("Note"),
        max_length=500,
        help_text=_("What a reader should know of the numbers."),
    )
    sources = sources()

    class Meta:
        icon = "help"
        label = _("Question")


class OutputBlock(blocks.StructBlock):
    """Something a programme produced: a report, a guide, a film."""

    title = blocks.CharBlock(label=_("Title"), max_length=500, help_text=_("As on its cover."))
    kind = blocks.CharBlock(
        label=_("Kind"), max_length=60, help_text=_('For example "report", "guide" or "film".')
    )
    formats = blocks.ListBlock(
        blocks.CharBlock(max_length=60),
        default=[],
        label=_("Formats"),
        help_text=_('For example "PDF" and "Word".'),
    )
    links = blocks.ListBlock(
        blocks.URLBlock(max_length=1000),
        default=[],
        label=_("Addresses"),
        help_text=_("Where it can be found: one for each format."),
    )
    authors = blocks.CharBlock(
        required=False, default="", label=_("Authors"), max_length=255, help_text=_("As on its cover.")
    )
    published = PartialDateBlock(required=False, label=_("Published"), help_text=_('"June 2020" will do.'))
    pages = blocks.IntegerBlock(
        required=False, label=_("Pages"), min_value=1, help_text=_("As the file counts them.")
    )
    pages_note = blocks.CharBlock(
        required=False,
        default="",
        label=_("Note on the pages"),
        max_length=255,
        help_text=_('For example "with the cover".'),
    )
    audience = blocks.TextBlock(
        required=False,
        default="",
        label=_("Who it is for"),
        rows=2,
        help_text=_("The readers it was made for."),
    )
    based_on = blocks.ListBlock(
        blocks.CharBlock(max_length=255),
        default=[],
        label=_("Based on"),
        help_text=_("What it draws on, one entry for each."),
    )
    sources = sources()

    class Meta:
        icon = "doc-full"
        label = _("Output")
