"""What a reader may find in the language in use: open pages, the documents they show, their topics."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, ReferenceIndex

from cms.core.models import PageTopic, Topic

from .finding import Allowed
from .kinds import DOCUMENT, TOPIC, Kind


def allowed(pages, kinds: dict[str, Kind], kind: str = "", place: str = "") -> list[Allowed]:
    """All of it, or only what is of one kind, or below one place of the tree. `pages` are the open ones."""
    found = []
    if kind not in {DOCUMENT, TOPIC}:
        rows = pages_among(pages, kinds, kind, place)
        found.append(_allowed(rows, F("content_type_id"), F("path"), _content_types(kinds, kind)))
    for name, rows in ((DOCUMENT, documents), (TOPIC, topics)):
        if kind in {"", name} and not place:
            [content_type] = kinds[name].content_types
            found.append(_allowed(rows(pages), Value(content_type), Value(""), {content_type}))
    return found


def pages_among(pages, kinds: dict[str, Kind], kind: str = "", place: str = ""):
    """The pages among these that are of a kind we have a name for, or of this kind, and below this place."""
    return pages.filter(content_type__in=_content_types(kinds, kind), path__startswith=place)


def _content_types(kinds: dict[str, Kind], kind: str) -> set[int]:
    wanted = [kinds[kind]] if kind else kinds.values()
    return {number for each in wanted for number in each.content_types}


def _allowed(queryset, kind, place, content_types: set[int]) -> Allowed:
    return Allowed(queryset.order_by().values(key=F("pk"), kind=kind, place=place), frozenset(content_types))


def documents(pages):
    """Documents that one of these pages shows, and that no collection keeps from the public.

    A document that no page shows is not found: nobody has published it yet.
    """
    model = get_document_model()
    asked = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    locks = CollectionViewRestriction.objects.annotate(asked=asked)
    locked = Collection.objects.filter(Exists(locks.filter(asked__startswith=F("collection__path"))))
    of_documents, of_pages = ContentType.objects.get_for_models(model, Page).values()
    shown = (
        ReferenceIndex.objects.filter(to_content_type=of_documents, base_content_type=of_pages)
        .annotate(
            shower=Cast("object_id", BigIntegerField()), document=Cast("to_object_id", BigIntegerField())
        )
        .filter(Exists(pages.filter(pk=OuterRef("shower"))))
    )
    return model.objects.filter(~Q(collection__in=locked), pk__in=shown.values("document"))


def topics(pages):
    """Topics that one of these pages has: its row in the language in use, or else the first one."""
    language = translation.get_language()
    having = PageTopic.objects.filter(tag__translation_key=OuterRef("translation_key"))
    having = having.filter(Exists(pages.filter(pk=OuterRef("content_object"))))
    here = Q(locale__in=Locale.objects.filter(language_code=language))
    if language != settings.LANGUAGE_CODE:
        own = Topic.objects.filter(
            translation_key=OuterRef("translation_key"), locale__language_code=language
        )
        first = Locale.objects.filter(language_code=settings.LANGUAGE_CODE)
        here |= Q(~Exists(own), locale__in=first)
    return Topic.objects.filter(here, Exists(having))
