import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Locale, Page

from cms.core.partial_dates import PartialDate

from .models import PageUpdate
from .sealing import hold, seal
from .statuses import Basis, Kind, Speaker

ITS_PLACE = ("number", "sealed", "salt", "hash")  # known only once it stands at the end of its chain


def original(page) -> Page:
    """The page in the site's first language, which rows about it in any language point at."""
    if page.locale_id != Locale.get_default().pk:
        page = page.get_translation_or_none(Locale.get_default()) or page
    return Page.objects.get(pk=page.pk)


def hold_record_of(page) -> uuid.UUID:
    """Keep everybody else from the chain this page belongs to until the transaction is in; gives the chain.

    Whoever looks at the record to decide what may be written calls this first.
    """
    chain = page.specific.record_root().translation_key
    hold(chain)
    return chain


def hold_records_of(pages) -> None:
    """The same for many pages."""
    hold(*(page.specific.record_root().translation_key for page in pages))


@transaction.atomic
def record_update(
    page,
    kind: Kind,
    *,
    happened_on: PartialDate,
    sentence: str,
    said_by: Speaker = Speaker.COUNCIL,
    basis: Basis = Basis.STATED,
    note: str = "",
    citations=(),
    published_on=None,
    fact=None,
    corrects: PageUpdate | None = None,
) -> PageUpdate:
    """Write one entry of the public record about this page, at the end of the chain the page belongs to.

    `published_on` is the page that says it, if that is another one. `fact` is the unsaved row that the entry
    tells of: it is completed, sealed with the entry and saved. `corrects` is the entry this one puts right.
    Raises ValidationError with a sentence if something is missing, if the date is still to come, or if the
    other entry was corrected before.
    """
    if happened_on.start > timezone.localdate():
        sentence = gettext("The record holds what has happened, not what is to come.")
        raise ValidationError({"happened_on": sentence})
    chain = hold_record_of(page)
    if corrects is not None:
        _check_correction(corrects, page, chain)
    update = PageUpdate(
        page=original(page),
        subject=page.translation_key,
        chain=chain,
        kind=kind,
        happened_on=happened_on,
        begins_on=happened_on.start,
        sentence=sentence,
        said_by=said_by,
        basis=basis,
        note=note,
        citations=citations or None,
        published_on=original(published_on) if published_on else None,
        corrects=corrects,
    )
    update.full_clean(exclude=["page", "published_on", "corrects", *ITS_PLACE])
    if fact is not None:
        for name in ("page", "subject", "happened_on", "said_by", "basis", "note"):
            setattr(fact, name, getattr(update, name))
        fact.citations = citations or None
        fact.full_clean(exclude=["page", "update"])
    seal(update, fact)
    update.save()
    if fact is not None:
        fact.update = update
        fact.save()
    return update


def _check_correction(corrects: PageUpdate, page, chain: uuid.UUID) -> None:
    if (corrects.subject, corrects.chain) != (page.translation_key, chain):
        raise ValidationError(gettext("A correction is about the same page as what it corrects."))
    if PageUpdate.objects.filter(corrects=corrects).exists():
        raise ValidationError(gettext("This entry was corrected before. Correct its correction instead."))


@transaction.atomic
def record_once(page, kind: Kind, *, happened_on: PartialDate | None, **facts) -> PageUpdate | None:
    """Write an entry of this kind unless the page, in any language, has one or the day is still to come.

    Returns what it wrote, or nothing.
    """
    if happened_on is None or happened_on.start > timezone.localdate():
        return None
    hold_record_of(page)
    if PageUpdate.objects.about(page).filter(kind=kind).exists():
        return None
    return record_update(page, kind, happened_on=happened_on, **facts)
