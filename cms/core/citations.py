from django.utils.translation import gettext_lazy as _

from .blocks.citations import CitationBlock
from .fields import QuietStreamField


class CitationsField(QuietStreamField):
    """Where the facts of a page or a row come from."""

    def __init__(self, block_types=None, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("verbose_name", _("sources"))
        kwargs.setdefault("help_text", _("Say where each fact comes from. Readers see this list."))
        super().__init__([("citation", CitationBlock())], **kwargs)


def first_address(citations) -> str:
    """The first address among sources, as fields of sources take them: pairs, or what they were stored as."""
    values = (source["value"] if isinstance(source, dict) else source[1] for source in citations)
    return next((value["url"] for value in values if value.get("url")), "")
