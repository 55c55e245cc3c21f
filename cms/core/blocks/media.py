"""Blocks that show a file: a picture, a film or a recording, a document."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AbstractMediaChooserBlock

from .checking import CheckedBlock

GROUP = _("Pictures, films and files")


class FigureBlock(blocks.StructBlock):
    """An image with words for people who cannot see it, a caption and its credit."""

    image = ImageChooserBlock(
        label=_("Image"), help_text=_("Its credit and licence are shown with it: fill them in on the image.")
    )
    alt = blocks.CharBlock(
        required=False,
        default="",
        max_length=255,
        label=_("What it shows"),
        help_text=_("For people who cannot see it. Leave empty only if it adds nothing to the text."),
    )
    caption = blocks.CharBlock(
        required=False,
        default="",
        max_length=500,
        label=_("Caption"),
        help_text=_("Shown below the image: who, where, when."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        label_format = "{caption}"
        group = GROUP
        description = _("A picture or a chart, with a caption and its credit.")
        template = "blocks/figure_block.html"
        preview_template = "blocks/figure_preview.html"


class FilmOrRecordingChooserBlock(AbstractMediaChooserBlock):
    """Chooses a film or a recording that was uploaded here."""

    def render_basic(self, value, context=None):
        return str(value) if value else ""


class VideoValue(blocks.StructValue):
    """A film or a recording that knows what is said in it."""

    @property
    def words(self) -> str:
        """The transcript: of this block, else of the uploaded file."""
        return (self.get("transcript") or "").strip() or getattr(self.get("media"), "transcript", "").strip()


class VideoBlock(CheckedBlock):
    """A film or a recording, loaded only when a reader asks for it."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=255, help_text=_('What it is: "The last day, in four minutes".')
    )
    url = blocks.URLBlock(
        required=False,
        default="",
        label=_("Address on another site"),
        max_length=1000,
        help_text=_("The page where it can be watched or heard. Nothing is loaded from there at first."),
    )
    media = FilmOrRecordingChooserBlock(
        required=False,
        label=_("Film or recording uploaded here"),
        help_text=_("Choose one, or give an address above."),
    )
    transcript = blocks.TextBlock(
        required=False,
        default="",
        label=_("Transcript"),
        help_text=_(
            "What is said, for people who cannot hear it. You need it to publish, unless the uploaded file "
            "has its own."
        ),
    )

    class Meta:
        icon = "media"
        label = _("Film or recording")
        label_format = "{title}"
        group = GROUP
        value_class = VideoValue
        description = _("A film or a sound recording with its transcript. Nothing plays until a reader asks.")
        template = "blocks/video_block.html"
        preview_value = {
            "title": "The last day, in four minutes",
            "url": "https://example.org/film",
            "transcript": "Welcome, everybody.",
        }

    def problems(self, value):
        wrong = {}
        media, url = value.get("media"), value.get("url")
        if media and url:
            wrong["url"] = _("You chose a file and gave an address. Keep one of the two.")
        if not media and not url:
            wrong["url"] = _("Give the address of the film or recording, or choose one that was uploaded.")
        if not value.words:
            wrong["transcript"] = _(
                "Write down what is said. Without a transcript, people who cannot hear are left out."
            )
        return wrong

    def get_searchable_content(self, value):
        found = super().get_searchable_content(value)
        return found if (value.get("transcript") or "").strip() else [*found, value.words]


class DocumentBlock(blocks.StructBlock):
    """A document to read or keep, with its kind, size and pages."""

    document = DocumentChooserBlock(
        label=_("Document"),
        help_text=_("Its kind, size and pages are shown, and whom to ask for another format."),
    )
    note = blocks.CharBlock(
        required=False,
        default="",
        max_length=255,
        label=_("Note"),
        help_text=_('What a reader should know before opening it: "The summary is on page 3."'),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        group = GROUP
        description = _("A file to download, with its size and how to ask for an accessible format.")
        template = "blocks/document_block.html"

    def get_preview_value(self):
        """A document that stands in no library."""
        model = get_document_model()
        document = model(id=0, title="The report", file="report.pdf", file_size=1_258_291, pages=24)
        return self.normalize({"document": document, "note": "Published on 25 June 2020."})

    def get_searchable_content(self, value):
        document = value.get("document")
        return [*super().get_searchable_content(value), *([document.title] if document else [])]
