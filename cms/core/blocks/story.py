"""The free text of a page: every block an editor can put into it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .anchored import AnchoredStreamBlock
from .figures import KeyFactsBlock, TableBlock
from .links import ActionBlock, LinksBlock
from .media import DocumentBlock, FigureBlock, VideoBlock
from .text import GROUP, RICH_TEXT, AccordionBlock, NoticeBlock, QuoteBlock, StepsBlock


class HeadingBlock(blocks.StructBlock):
    """A heading inside the text. The page's own title is the first level."""

    text = blocks.CharBlock(
        label=_("Heading"), max_length=255, help_text=_("A few words that say what follows.")
    )
    level = blocks.ChoiceBlock(
        choices=[("2", _("Heading")), ("3", _("Heading below a heading"))],
        default="2",
        label=_("Level"),
        help_text=_("A heading below a heading belongs to the one above it."),
        search_index=False,
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        label_format = "{text}"
        group = GROUP
        description = _("A heading. Readers who listen to a page jump from heading to heading.")
        template = "blocks/heading_block.html"
        preview_value = {"text": "What happens next", "level": "2"}


class StoryBlock(AnchoredStreamBlock):
    """The body of a page."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        features=RICH_TEXT,
        label=_("Text"),
        help_text=_("Short paragraphs. One thought in each."),
        group=GROUP,
        description=_("Paragraphs and lists, with links, bold and italics."),
        template="blocks/paragraph_block.html",
        preview_value=(
            "<p>The assembly met over <b>two weekends</b>. Members heard from nine speakers and put "
            "questions to each of them.</p><ul><li>The first weekend was for listening.</li>"
            "<li>The second was for deciding.</li></ul>"
        ),
    )
    quote = QuoteBlock()
    notice = NoticeBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    key_facts = KeyFactsBlock()
    table = TableBlock()
    figure = FigureBlock()
    video = VideoBlock()
    document = DocumentBlock()
    action = ActionBlock()
    links = LinksBlock()

    class Meta:
        template = "blocks/story_block.html"
