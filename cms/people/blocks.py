from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks.story import HeadingBlock, QuoteBlock
from cms.core.blocks.text import GROUP

PLAIN = ["bold", "italic", "link", "ol", "ul"]


class AccountBlock(blocks.StreamBlock):
    """The words of a member. Words only: pictures, films and documents of a library outlive a consent."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        features=PLAIN,
        label=_("Text"),
        help_text=_("In the member's own words. Name nobody else without their consent."),
        group=GROUP,
        description=_("What the member tells, with links, bold and italics."),
        template="blocks/paragraph_block.html",
        preview_value="<p>I had never spoken in front of so many people.</p>",
    )
    quote = QuoteBlock()
