"""The blocks of free text: what an editor can put into the body of a page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from .lists import LinkBlock

RICH_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside the text. The page's own title is the first level."""

    text = blocks.CharBlock(label=_("Heading"), max_length=255)
    level = blocks.ChoiceBlock(
        choices=[("2", _("Heading")), ("3", _("Heading below a heading"))], default="2", label=_("Level")
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading_block.html"
        preview_value = {"text": "What happens next", "level": "2"}


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    quote = blocks.TextBlock(label=_("Quote"), rows=3)
    attribution = blocks.CharBlock(required=False, default="", label=_("Who said it"), max_length=255)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote_block.html"
        preview_value = {"quote": "We were listened to.", "attribution": "A member"}


class FigureBlock(blocks.StructBlock):
    """An image with words for people who cannot see it, a caption and its credit."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        required=False,
        default="",
        max_length=255,
        label=_("What it shows"),
        help_text=_("For people who cannot see it. Leave empty only if it adds nothing to the text."),
    )
    caption = blocks.CharBlock(required=False, default="", max_length=500, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/figure_block.html"


class NoticeBlock(blocks.StructBlock):
    """A short text that stands out."""

    title = blocks.CharBlock(required=False, default="", label=_("Title"), max_length=255)
    text = blocks.RichTextBlock(features=RICH_TEXT, label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "blocks/notice_block.html"
        preview_value = {"title": "Please note", "text": "<p>The date has moved.</p>"}


class DocumentBlock(blocks.StructBlock):
    """A document to read or keep, with its kind, size and pages."""

    document = DocumentChooserBlock(label=_("Document"))
    note = blocks.CharBlock(required=False, default="", max_length=255, label=_("Note"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document_block.html"


class LinksBlock(blocks.StructBlock):
    """A list of links to other sites."""

    title = blocks.CharBlock(required=False, default="", label=_("Title"), max_length=255)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"))

    class Meta:
        icon = "link"
        label = _("Links")
        template = "blocks/links_block.html"


class KeyFactsBlock(blocks.StructBlock):
    """Figures and what they mean."""

    facts = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("figure", blocks.CharBlock(label=_("Figure"), max_length=30)),
                ("meaning", blocks.CharBlock(label=_("What it is"), max_length=120)),
            ]
        ),
        label=_("Facts"),
    )

    class Meta:
        icon = "order"
        label = _("Key facts")
        template = "blocks/key_facts_block.html"


class VideoBlock(blocks.StructBlock):
    """A film on another site, loaded only when a reader asks for it."""

    title = blocks.CharBlock(label=_("Title"), max_length=255)
    url = blocks.URLBlock(label=_("Address"), max_length=1000)
    transcript = blocks.TextBlock(
        label=_("Transcript"), help_text=_("What is said, for people who cannot hear it.")
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video_block.html"


class StoryBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        features=RICH_TEXT,
        label=_("Text"),
        template="blocks/paragraph_block.html",
        preview_value="<p>The assembly met over two weekends.</p>",
    )
    quote = QuoteBlock()
    figure = FigureBlock()
    notice = NoticeBlock()
    key_facts = KeyFactsBlock()
    document = DocumentBlock()
    links = LinksBlock()
    video = VideoBlock()
