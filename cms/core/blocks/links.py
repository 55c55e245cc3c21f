"""Blocks that lead elsewhere."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..querysets import has_expired
from .checking import CheckedBlock
from .lists import LinkBlock

GROUP = _("Links")


class ActionValue(blocks.StructValue):
    """A call to action that knows where it leads."""

    @property
    def address(self) -> str:
        """Where it leads: the page if readers can see it, else the address."""
        page = self.get("page")
        seen = page and page.live and not has_expired(page)
        return (page.get_url() or "") if seen else self.get("url") or ""


class ActionBlock(CheckedBlock):
    """One thing a reader can do next, as a button."""

    text = blocks.CharBlock(
        label=_("Words on the button"),
        max_length=80,
        help_text=_('Say what the reader does: "Read the report". Not "Click here".'),
    )
    page = blocks.PageChooserBlock(
        required=False, label=_("Page of this site"), help_text=_("Choose a page, or give an address below.")
    )
    url = blocks.URLBlock(
        required=False,
        default="",
        max_length=1000,
        label=_("Address of another site"),
        help_text=_("With https:// in front. Leave it empty if you chose a page."),
    )
    note = blocks.CharBlock(
        required=False,
        default="",
        max_length=255,
        label=_("Note"),
        help_text=_('A few words below the button: "It takes about five minutes."'),
    )

    class Meta:
        icon = "link"
        label = _("Button")
        label_format = "{text}"
        group = GROUP
        value_class = ActionValue
        description = _("One large button for what a reader should do next. One on a page is enough.")
        template = "blocks/action_block.html"
        preview_value = {
            "text": "Read the recommendations",
            "url": "https://example.org/",
            "note": "All twelve, word for word.",
        }

    def problems(self, value):
        page, url = value.get("page"), value.get("url")
        if page and url:
            return {"url": _("You chose a page and gave an address. Keep one of the two.")}
        if not page and not url:
            return {"page": _("Say where the button leads: choose a page, or give an address.")}
        return {}


class LinksBlock(blocks.StructBlock):
    """A list of links to other sites."""

    title = blocks.CharBlock(
        required=False,
        default="",
        label=_("Title"),
        max_length=255,
        help_text=_('A heading for the list: "Read more elsewhere".'),
    )
    links = blocks.ListBlock(
        LinkBlock(), label=_("Links"), help_text=_("The most useful first. Five are plenty.")
    )

    class Meta:
        icon = "link-external"
        label = _("Links")
        group = GROUP
        description = _("A list of links to other sites, with a heading if you like.")
        template = "blocks/links_block.html"
        preview_value = {
            "title": "Read more elsewhere",
            "links": [
                {"title": "The council's minutes", "url": "https://example.org/minutes"},
                {"title": "The report of the assembly", "url": "https://example.org/report"},
            ],
        }
