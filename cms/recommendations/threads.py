"""The golden thread: from what members heard to what became of it. What is missing is listed as missing."""

from dataclasses import dataclass, field

from django.db.models import BooleanField, ExpressionWrapper, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.fields import in_words
from cms.core.querysets import readable
from cms.evidence.models import EvidenceSpeaker


@dataclass
class Strand:
    """One part of the thread: its gaps, and what is there: `title`, `url` or `page`, and `fine` words."""

    title: str
    links: list[dict] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


def evidence_behind(recommendation):
    """What a source puts behind a recommendation, with the session and the speakers readers may see.

    Two queries.
    """
    speakers = EvidenceSpeaker.objects.filter(readable("person")).select_related("person")
    session_is_open = ExpressionWrapper(readable("evidence__session"), output_field=BooleanField())
    links = recommendation.evidence_links.filter(readable("evidence")).annotate(
        session_is_open=session_is_open
    )
    return links.select_related("evidence__session").prefetch_related(
        Prefetch("evidence__speakers", speakers, to_attr="readable_speakers")
    )


def thread_of(recommendation, found: dict) -> list[Strand]:
    """The thread of a recommendation, from what its page has found. No query.

    `found` holds its `evidence`, `ballots`, `answers`, `deliveries` and `judges`.
    """
    return [
        _heard(found["evidence"]),
        _voted(found["ballots"]),
        _recommended(recommendation),
        _answered(found["answers"]),
        _done(found["deliveries"]),
        _judged(found["judges"]),
    ]


def gaps_in(thread: list[Strand]) -> int:
    """How many things are missing."""
    return sum(len(strand.gaps) for strand in thread)


def _heard(links) -> Strand:
    strand = Strand(_("What members heard"))
    for link in links:
        evidence, session = link.evidence, link.evidence.session
        strand.links.append({"title": evidence.title, "page": evidence, "fine": link.note})
        if session and link.session_is_open:
            strand.links.append({"title": session.title, "page": session, "fine": _("Session")})
        else:
            strand.gaps.append(_("At which session “%(title)s” was heard.") % {"title": evidence.title})
        for row in evidence.readable_speakers:
            strand.links.append({"title": row.person.title, "page": row.person, "fine": _("Speaker")})
        if not evidence.readable_speakers:
            strand.gaps.append(_("Who gave “%(title)s”.") % {"title": evidence.title})
    if not links:
        strand.gaps.append(_("The evidence behind it: no source names any."))
    return strand


def _voted(ballots) -> Strand:
    strand = Strand(_("How members voted"))
    strand.links = [
        {"title": option.page.title, "page": option.page, "fine": _date(option.page.held_on)}
        for option in ballots
    ]
    if not ballots:
        strand.gaps.append(_("The result of a vote on it."))
    return strand


def _recommended(recommendation) -> Strand:
    strand = Strand(_("What members asked"))
    strand.links.append({"title": recommendation.wording, "fine": _date(recommendation.recommended_on)})
    if recommendation.recommended_on is None:
        strand.gaps.append(_("The day they decided it."))
    if not recommendation.wording_is_published:
        strand.gaps.append(_("Their own words: the wording was put together here."))
    return strand


def _answered(answers) -> Strand:
    strand = Strand(_("What was answered"))
    for answer in answers:
        link = {"title": f"{answer.body}: {answer.state_label}", "fine": _date(answer.happened_on)}
        strand.links.append({**link, "page": answer.open_response})
        if answer.response and not answer.open_response:
            strand.gaps.append(_("The page of that answer: it was taken off this site."))
        if not answer.lead_service:
            strand.gaps.append(_("Who at “%(body)s” sees to it.") % {"body": answer.body})
    if not answers:
        strand.gaps.append(_("An answer to this recommendation."))
    return strand


def _done(deliveries) -> Strand:
    strand = Strand(_("What has been done"))
    if not deliveries:
        strand.gaps.append(_("Any report of what was done."))
        return strand
    last = deliveries[0]
    more = len(deliveries) - 1
    strand.links.append({"title": last.state_label, "url": "#history", "fine": _date(last.happened_on)})
    if more:
        words = ngettext("%(more)d earlier report", "%(more)d earlier reports", more) % {"more": more}
        strand.links.append({"title": words, "url": "#history", "fine": ""})
    if all(step.is_matched for step in deliveries):
        strand.gaps.append(_("A report that names the assembly: we matched what there is by subject."))
    return strand


def _judged(judges) -> Strand:
    _council, members, evaluator = judges
    strand = Strand(_("How it was judged"))
    for judge, missing in (
        (members, _("A verdict of members, when they met again.")),
        (evaluator, _("A verdict of an independent evaluator.")),
    ):
        if "quote" in judge:
            link = {"title": judge["title"], "url": "#judges", "fine": _date(judge["date"])}
            strand.links.append(link)
        else:
            strand.gaps.append(missing)
    return strand


def _date(date) -> str:
    return in_words(date) if date else ""
