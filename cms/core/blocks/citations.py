from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class CitationBlock(blocks.StructBlock):
    """One source: title, address, pages as the file counts them and as they are printed, part, note."""

    title = blocks.CharBlock(max_length=500, help_text=_("The name of the source, with author and date."))
    url = blocks.URLBlock(
        required=False,
        default="",
        max_length=1000,
        label=_("Address"),
        help_text=_("Where a reader can find it, with https:// in front."),
    )
    pages = blocks.CharBlock(
        required=False,
        default="",
        max_length=200,
        help_text=_('Pages as the file counts them: "9, 30 to 31".'),
    )
    printed_pages = blocks.CharBlock(
        required=False, default="", max_length=200, help_text=_("Pages as printed, if they differ.")
    )
    part = blocks.CharBlock(
        required=False, default="", max_length=200, help_text=_('The part used: "Table 6".')
    )
    note = blocks.CharBlock(
        required=False, default="", max_length=1000, help_text=_("What a reader should know of it.")
    )

    class Meta:
        icon = "openquote"
        label = _("Source")
        label_format = "{title}"
