"""What can be found, and how it is named to a reader: the labels of the page types, documents and topics."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.models import get_page_models

from cms.core.models import BasePage, Topic

DOCUMENT, TOPIC = "document", "topic"


@dataclass
class Kind:
    """What a reader calls one thing. Two page types with the same label are one kind."""

    label: str
    content_types: set[int] = field(default_factory=set)


def kinds() -> dict[str, Kind]:
    """Every kind by the name it has in an address, which is the same in every language."""
    found: dict[str, Kind] = {}
    types = [(model, model.label) for model in get_page_models() if issubclass(model, BasePage)]
    types += [(get_document_model(), _("Document")), (Topic, _("Topic"))]
    content_types = ContentType.objects.get_for_models(*(model for model, _label in types))
    for model, label in types:
        with translation.override(None):
            name = slugify(str(label))
        found.setdefault(name, Kind(label)).content_types.add(content_types[model].pk)
    return found
