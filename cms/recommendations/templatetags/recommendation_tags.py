from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.templatetags.wagtailcore_tags import pageurl

from cms.updates.statuses import Basis

from ..models import RecommendationPage, TrackerPage
from ..statuses import DELIVERY_LABELS, Decision
from ..totals import totals_of

register = template.Library()

DECISION_LABELS = dict(Decision.choices)


@register.simple_tag
def recommendation_totals(page):
    """Where the recommendations below this page stand on each axis."""
    return totals_of(RecommendationPage.objects.live().open_to_all().in_branch(page.path))


@register.simple_tag(takes_context=True)
def tracker_among(context, pages):
    """The address of the tracker among these pages, or nothing."""
    return next((pageurl(context, page) for page in pages if page.specific_class is TrackerPage), "")


@register.simple_tag
def segments(axis, name="", url=""):
    """The states of one axis that somebody is in: (state, words, number, address of their list)."""
    return [
        (segment.slug, segment.label, segment.count, f"{url}?{name}={segment.slug}&counted=on" if url else "")
        for segment in axis
        if segment.count
    ]


@register.simple_tag
def matched_words(axis):
    """A sentence on what an editor matched and no total counts; empty if there is nothing."""
    found = [(segment.label, segment.matched) for segment in axis if segment.matched]
    if not found:
        return ""
    number = sum(count for _label, count in found)
    listed = ", ".join(f"{label} {count}" for label, count in found)
    sentence = ngettext(
        "For %(number)d of these an editor matched news that does not name the assembly, or chose the word "
        "(%(listed)s). That is shown on its page, and not counted here.",
        "For %(number)d of these an editor matched news that does not name the assembly, or chose the word "
        "(%(listed)s). That is shown on their pages, and not counted here.",
        number,
    )
    return sentence % {"number": number, "listed": listed}


@register.filter
def support_words(recommendation):
    """How many members backed it, as far as it is published: `90% in favour`, `40 votes`."""
    if getattr(recommendation, "support_percent", None) is not None:
        share = recommendation.support_percent.normalize()
        return _("%(share)s%% in favour") % {"share": f"{share:f}"}
    if recommendation.priority_votes is not None:
        return ngettext("%(number)d vote", "%(number)d votes", recommendation.priority_votes) % {
            "number": recommendation.priority_votes
        }
    return ""


@register.simple_tag(takes_context=True)
def tracker_rows(context, recommendations):
    """The rows of components/records.html for these recommendations."""
    return [
        {
            "reference": page.reference,
            "title": page.wording,
            "url": pageurl(context, page),
            "place": page.place,
            "support": support_words(page),
            "decision_value": page.decision,
            "decision_label": DECISION_LABELS[page.decision],
            "delivery_value": page.delivery,
            "delivery_label": DELIVERY_LABELS[page.delivery],
            "decision_matched": page.decision_basis == Basis.MATCHED,
            "delivery_matched": page.delivery_basis == Basis.MATCHED,
            "updated": max(filter(None, (page.decided_on, page.delivery_on)), default=None),
        }
        for page in recommendations
    ]


@register.simple_tag(takes_context=True)
def further_answers(context, answers):
    """The answers of other bodies beside the newest, for components/panel.html."""
    return [
        {
            "status_kind": "decision",
            "status_value": answer.decision,
            "status_label": answer.get_decision_display(),
            "text": answer.reason,
            "date": answer.happened_on,
            "who": answer.body,
            "reading": answer.is_matched,
            "url": pageurl(context, answer.response) if answer.response else "",
        }
        for answer in answers[1:]
    ]


@register.filter
def scale_rows(option):
    """The rows of components/ballot_chart.html for one option of a ballot."""
    return [
        {"label": answer.label, "value": answer.slug, "count": answer.count, "percent": answer.percent}
        for answer in option.answers
    ]


@register.filter
def remarks(option, base):
    """What a reader should know of the numbers of one option: its note, else whether papers are missing."""
    if option.note:
        return option.note
    if option.recorded is not None and base and option.recorded != base:
        return _("%(recorded)s of %(base)s papers have an answer.") % {
            "recorded": option.recorded,
            "base": base,
        }
    if option.is_complete is False:
        return _("The numbers, as printed, do not add up to the number of papers.")
    return ""


@register.simple_tag(takes_context=True)
def option_rows(context, options, here=None):
    """The rows of a table of options; `here` is the recommendation the reader is on."""
    rows = []
    for option in options:
        page = option.recommendation
        rows.append(
            {
                "label": f"{option.letter}. {option.text}" if option.letter else option.text,
                "url": pageurl(context, page) if page and option.recommendation_is_open else "",
                "current": bool(here and page and page.pk == here.pk),
                "letter": option.letter,
                "rank": option.rank,
                "points": option.points,
                "first": option.first,
                "second": option.second,
                "third": option.third,
                "votes": option.votes,
                "top_three": option.top_three,
            }
        )
    return rows


@register.simple_tag
def recommendations_resting_on(evidence):
    """The live recommendations that name this evidence."""
    return (
        RecommendationPage.objects.live()
        .open_to_all()
        .in_language_of(evidence)
        .filter(evidence_links__evidence__translation_key=evidence.translation_key)
        .distinct()
    )
