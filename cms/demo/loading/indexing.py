"""Indexes a whole load once at its end, instead of each page at each of its saves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.assets.models import CreditedDocument
from cms.core.models import Organisation, Topic
from cms.recommendations.models import DecisionRecord, DeliveryRecord
from cms.updates.models import PageUpdate


@contextmanager
def indexing_put_off() -> Iterator[None]:
    """Nothing saved inside is indexed for search or for references. Call `index_everything` afterwards."""
    models = [model for model in get_indexed_models() if getattr(model, "search_auto_update", True)]
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)


def index_everything(home: Page) -> None:
    """Index the site below its home page, and the rows and snippets that pages of it use."""
    pages = list(Page.objects.descendant_of(home, inclusive=True).specific())
    snippets = [*Organisation.objects.all(), *Topic.objects.all(), *CreditedDocument.objects.all()]
    rows = [*PageUpdate.objects.all(), *DecisionRecord.objects.all(), *DeliveryRecord.objects.all()]
    _index_for_search([*pages, *snippets])
    with transaction.atomic():
        for instance in (*pages, *snippets, *rows):
            if ReferenceIndex.is_indexed(type(instance)):
                ReferenceIndex.create_or_update_for_object(instance)


def _index_for_search(instances: Iterable[Model]) -> None:
    by_model = defaultdict(list)
    for instance in instances:
        by_model[type(instance)].append(instance)
    indexed = set(get_indexed_models())
    for backend in get_search_backends(with_auto_update=True):
        for model, found in by_model.items():
            if model in indexed:
                backend.add_bulk(model, found)
