"""How a lead service proposes a step of delivery by a link, and how it enters the record or goes back."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.fields import in_words
from cms.core.partial_dates import PartialDate
from cms.outbox.posting import put
from cms.updates.rights import may, require
from cms.updates.statuses import Right

from .models import Proposal, ProposalLink, RecommendationPage
from .models.proposals import ProposalState
from .statuses import Delivery
from .transitions import check_delivery, record_delivery

DAYS = 30
LONGEST_DAYS = 366
DAYS_KEPT = 90
MOST_TRIES = 30
TRIES_WITHIN = dt.timedelta(hours=1)
_SIGNER = signing.Signer(salt="proposal-link", sep=".")


def may_handle(by, link: ProposalLink) -> bool:
    """Whether this editor may see and revoke a link: whoever may record delivery of all it is for."""
    return all(may(by, Right.RECORD_DELIVERY, page) for page in link.recommendations.all())


@transaction.atomic
def make_link(
    recommendations: Iterable[RecommendationPage],
    *,
    by,
    lead_service: str,
    ends_on: dt.date,
    email: str = "",
) -> tuple[ProposalLink, str]:
    """Make a link for a lead service; gives it with its token, which nobody can look up later.

    With an e-mail address, the link is sent there. Raises ValidationError with a sentence if it is for
    nothing or its last day makes no sense; PermissionDenied if `by` has no right to one of them.
    """
    recommendations = list(recommendations)
    for page in recommendations:
        require(by, Right.RECORD_DELIVERY, page)
    if not recommendations:
        raise ValidationError({"recommendations": _("Choose at least one recommendation.")})
    today = timezone.localdate()
    if not today <= ends_on <= today + dt.timedelta(days=LONGEST_DAYS):
        raise ValidationError({"ends_on": _("The last day lies between today and a year from now.")})
    token = _SIGNER.sign(secrets.token_urlsafe(24))
    link = ProposalLink(
        token_hash=_hash(token), lead_service=lead_service.strip(), email=email, ends_on=ends_on
    )
    link.full_clean()
    link.save()
    link.recommendations.set(recommendations)
    _write_to(
        link, "made", _("How far has this got? Please tell us"), _words_of_link(link, token, recommendations)
    )
    return link, token


@transaction.atomic
def revoke(link: ProposalLink, *, by) -> None:
    """End a link at once. What was proposed with it stays and can be answered."""
    for page in link.recommendations.all():
        require(by, Right.RECORD_DELIVERY, page)
    ProposalLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())


def link_of(token: str) -> ProposalLink | None:
    """The link of this token, open or not. What was not signed here is refused without a query."""
    try:
        _SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return ProposalLink.objects.filter(token_hash=_hash(token)).first()


def address_of(token: str, page: RecommendationPage) -> str:
    """The whole address that an officer opens, on the site where this page stands."""
    return f"{page.get_site().root_url}{reverse('proposal_link', args=[token])}"


def count_try(link: ProposalLink) -> bool:
    """Note that something was sent with this link; gives whether it was not too often within the hour."""
    now = timezone.now()
    links = ProposalLink.objects.filter(pk=link.pk)
    links.filter(tries_since__lt=now - TRIES_WITHIN).update(tries=0, tries_since=now)
    return bool(links.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1))


@transaction.atomic
def propose(
    link: ProposalLink,
    page: RecommendationPage,
    *,
    delivery: Delivery,
    happened_on: PartialDate,
    sentence: str,
    reason: str = "",
    evidence: str = "",
    who: str = "",
) -> Proposal:
    """Keep what a lead service proposes. While one waits, the same one is given again: there is no second.

    Raises ValidationError with a sentence for each field if the record could not take it as things stand.
    """
    link = ProposalLink.objects.select_for_update().get(pk=link.pk)
    if not link.is_open or not link.recommendations.filter(pk=page.pk).exists():
        raise ValidationError(_("This link does not work any more."))
    waiting = link.proposals.waiting().filter(page=page).first()
    if waiting:
        return waiting
    if happened_on.start > timezone.localdate():
        raise ValidationError({"happened_on": _("This day is still to come. Tell what has happened.")})
    check_delivery(page, Delivery(delivery), happened_on=happened_on, reason=reason, evidence=evidence)
    proposal = Proposal(
        link=link,
        page=page,
        delivery=delivery,
        happened_on=happened_on,
        sentence=sentence.strip(),
        reason=reason.strip(),
        evidence=evidence,
        who=who.strip(),
    )
    proposal.full_clean()
    proposal.save()
    return proposal


@transaction.atomic
def accept(proposal: Proposal, *, by) -> Proposal:
    """Write a proposal into the record, in the words of the lead service.

    Raises ValidationError with a sentence if it was answered before, if readers cannot see its page, or if
    it may not follow what is on record now; PermissionDenied if `by` has no right.
    """
    proposal = _held(proposal, by)
    if not proposal.page.live:
        raise ValidationError(_("Readers cannot see this recommendation. Publish it first, or return this."))
    proposal.record = record_delivery(
        proposal.page,
        Delivery(proposal.delivery),
        by=by,
        happened_on=proposal.happened_on,
        sentence=proposal.sentence,
        reason=proposal.reason,
        evidence=proposal.evidence,
    )
    return _answered(proposal, ProposalState.ACCEPTED)


@transaction.atomic
def give_back(proposal: Proposal, *, by, answer: str) -> Proposal:
    """Return a proposal with the reason, which the officer sees behind the same link.

    Raises ValidationError with a sentence if there is no reason or it was answered before; PermissionDenied
    if `by` has no right.
    """
    proposal = _held(proposal, by)
    if not answer.strip():
        raise ValidationError({"answer": _("Say what has to be different.")})
    proposal.answer = answer.strip()
    return _answered(proposal, ProposalState.RETURNED)


def forget_old(today: dt.date) -> int:
    """Delete links that have been over for 90 days, with their proposals. Gives how many links."""
    old = ProposalLink.objects.over(today - dt.timedelta(days=DAYS_KEPT))
    number = old.count()
    old.delete()
    return number


def _held(proposal: Proposal, by) -> Proposal:
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    require(by, Right.RECORD_DELIVERY, proposal.page)
    if not proposal.is_waiting:
        raise ValidationError(_("This proposal was answered before."))
    return proposal


def _answered(proposal: Proposal, state: ProposalState) -> Proposal:
    proposal.state, proposal.answered_at = state, timezone.now()
    proposal.save()
    subjects = {
        ProposalState.ACCEPTED: _("What you proposed is on record"),
        ProposalState.RETURNED: _("What you proposed has come back to you"),
    }
    _write_to(proposal.link, f"{proposal.pk}:{state}", subjects[state], _words_of_answer(proposal))
    return proposal


def _write_to(link: ProposalLink, about: str, subject: str, body: str) -> None:
    if link.email:
        put(key=f"proposal-link:{link.pk}:{about}", to=link.email, subject=subject, body=body)


def _words_of_link(link: ProposalLink, token: str, recommendations) -> str:
    words = {
        "service": link.lead_service,
        "titles": "\n".join(f"- {page.reference}: {page.title}" for page in recommendations),
        "address": address_of(token, recommendations[0]),
        "day": in_words(PartialDate(link.ends_on)),
    }
    return (
        _(
            "To %(service)s\n\nResidents ask what has become of this:\n\n%(titles)s\n\n"
            "Please tell us how far it has got. You need no account. Open this link, and do not pass it on "
            "to anybody outside your service:\n\n%(address)s\n\n"
            "It works until %(day)s. We look at what you write before it is published."
        )
        % words
    )


def _words_of_answer(proposal: Proposal) -> str:
    words = {"about": f"{proposal.page.reference}: {proposal.page.title}", "answer": proposal.answer}
    if proposal.state == ProposalState.ACCEPTED:
        text = _("%(about)s\n\nThank you. Your words are on record now, and residents can read them.")
    else:
        text = _(
            "%(about)s\n\nWe could not take it as it is:\n\n%(answer)s\n\n"
            "Open the link that we sent you. There you can correct it and send it again."
        )
    return text % words


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
