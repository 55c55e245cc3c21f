"""Images, documents and media that say who made them and on what terms they are shown."""

from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from cms.core.fields import AddressField
from cms.core.models.topics import Topic

from .reading import page_count


class ImageTopic(ItemBase):
    """A topic of an image."""

    tag = models.ForeignKey(
        Topic, verbose_name=_("topic"), related_name="image_topics", on_delete=models.CASCADE
    )
    content_object = models.ForeignKey(
        "assets.CreditedImage", verbose_name=_("image"), related_name="image_topics", on_delete=models.CASCADE
    )


class DocumentTopic(ItemBase):
    """A topic of a document."""

    tag = models.ForeignKey(
        Topic, verbose_name=_("topic"), related_name="document_topics", on_delete=models.CASCADE
    )
    content_object = models.ForeignKey(
        "assets.CreditedDocument",
        verbose_name=_("document"),
        related_name="document_topics",
        on_delete=models.CASCADE,
    )


class MediaTopic(ItemBase):
    """A topic of a film or a recording."""

    tag = models.ForeignKey(
        Topic, verbose_name=_("topic"), related_name="media_topics", on_delete=models.CASCADE
    )
    content_object = models.ForeignKey(
        "assets.CreditedMedia",
        verbose_name=_("film or recording"),
        related_name="media_topics",
        on_delete=models.CASCADE,
    )


class Credit(models.Model):
    """Who made a file, who holds the rights, on what licence, and how we know."""

    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Who made it."))
    rights_holder = models.CharField(
        _("rights holder"),
        max_length=255,
        blank=True,
        help_text=_("Who must be asked before it is used again."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=100,
        blank=True,
        help_text=_('For example "CC BY 4.0". Leave empty if unknown.'),
    )
    licence_evidence = models.TextField(
        _("evidence for the licence"),
        blank=True,
        help_text=_("Where it says so: a page, a register, a letter."),
    )
    changes = models.TextField(
        _("changes made"), blank=True, help_text=_("What differs from the original, and why.")
    )
    source_url = AddressField(
        _("address of the original"),
        max_length=1000,
        blank=True,
        help_text=_("Where the original can be found."),
    )

    class Meta:
        abstract = True


CREDIT_FIELDS = ("credit", "rights_holder", "licence", "licence_evidence", "changes", "source_url")


class CreditedImage(Credit, AbstractImage):
    """An image with its credit."""

    tags = TaggableManager(through=ImageTopic, blank=True, verbose_name=_("topics"), help_text=None)

    admin_form_fields = (*Image.admin_form_fields, *CREDIT_FIELDS)

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]


class CreditedRendition(AbstractRendition):
    """An image in one size."""

    image = models.ForeignKey(
        CreditedImage, verbose_name=_("image"), related_name="renditions", on_delete=models.CASCADE
    )

    class Meta:
        verbose_name = _("size of an image")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="image_has_one_rendition_of_a_kind"
            ),
        ]


class CreditedDocument(Credit, AbstractDocument):
    """A document with its credit, its length, and where to ask for it in another format."""

    pages = models.PositiveIntegerField(
        _("pages"), null=True, blank=True, help_text=_("Leave empty: a PDF is counted when you save.")
    )
    alternative_format_contact = models.EmailField(
        _("e-mail for other formats"), blank=True, help_text=_("Leave empty to use the council's.")
    )
    original_sha256 = models.CharField(
        _("SHA-256 of the original"), max_length=64, blank=True, help_text=_("If you changed the file.")
    )

    tags = TaggableManager(through=DocumentTopic, blank=True, verbose_name=_("topics"), help_text=None)

    admin_form_fields = (
        *Document.admin_form_fields,
        "pages",
        *CREDIT_FIELDS,
        "original_sha256",
        "alternative_format_contact",
    )
    search_fields = [*AbstractDocument.search_fields, index.SearchField("credit")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args, **kwargs):
        if self._is_replaced() and self.pages == self._stored_pages():
            self.pages = None
        if self.pages is None and self.file and self.file_extension == "pdf":
            self.pages = page_count(self.file)
        super().save(*args, **kwargs)

    def _is_replaced(self) -> bool:
        # Django's own mark of a file that has been handed in and not been stored yet.
        return bool(self.pk and self.file) and not self.file._committed

    def _stored_pages(self) -> int | None:
        # An editor who types another number beside the new file is right; the old file's number is not.
        return type(self).objects.filter(pk=self.pk).values_list("pages", flat=True).first()


class CreditedMedia(Credit, AbstractMedia):
    """A film or a recording with its credit and its transcript."""

    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("What is said, for people who cannot hear it.")
    )
    captions = models.FileField(
        _("captions"),
        upload_to="media_captions",
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_("For a film: a WebVTT file (.vtt). The words appear while the film plays."),
    )

    tags = TaggableManager(through=MediaTopic, blank=True, verbose_name=_("topics"), help_text=None)

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "transcript",
        "captions",
        "tags",
        *CREDIT_FIELDS,
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("film or recording")
        verbose_name_plural = _("films and recordings")
