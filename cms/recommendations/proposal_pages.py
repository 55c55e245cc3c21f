"""What an officer of a lead service sees behind a link: no account, no cookie, no script."""

from functools import wraps

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.core.fields import PartialDateFormField

from .models import DeliveryRecord, RecommendationPage
from .models.proposals import ProposalState
from .proposing import count_try, link_of, propose
from .statuses import Delivery

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


class ProposalForm(forms.Form):
    """How far a thing has got, in the words of those who do it."""

    delivery = forms.ChoiceField(
        label=gettext_lazy("How far it has got"),
        choices=[("", gettext_lazy("Choose one")), *Delivery.choices],
        help_text=gettext_lazy("The word that stands beside the recommendation."),
    )
    happened_on = PartialDateFormField(
        label=gettext_lazy("When that was"),
        help_text=gettext_lazy('The day it happened, not the day you write: "25 June 2020" or "June 2020".'),
    )
    sentence = forms.CharField(
        label=gettext_lazy("What has happened"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One or two plain sentences. Residents read them as they stand."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed if it was stopped, or is less far than was said before."),
    )
    evidence = forms.URLField(
        label=gettext_lazy("Where people can see it"),
        required=False,
        max_length=1_000,
        assume_scheme="https",
        help_text=gettext_lazy("The address of a page, a document or a picture. Needed if it was delivered."),
    )
    who = forms.CharField(
        label=gettext_lazy("Whom we can ask about this"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("You need not say. A role is enough. It is not published."),
    )


def _kept_to_itself(view):
    """An answer that nobody keeps or hands on. The address is the key, so no cookie guards the form."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return answer


def _open_pages(link) -> list[RecommendationPage]:
    """The recommendations of a link that residents can read."""
    pages = RecommendationPage.objects.live().open_to_all().filter(pk__in=link.recommendations.values("pk"))
    return list(pages.with_delivery().in_report_order())


def _does_not_work(request, status: int):
    return render(request, "recommendations/proposals/over.html", status=status)


@_kept_to_itself
def proposal_link(request, token: str):
    """The recommendations behind a link; if there is one only, its form at once."""
    link = link_of(token)
    if link is None:
        return _does_not_work(request, 404)
    pages = _open_pages(link) if link.is_open else []
    if not pages:
        return _does_not_work(request, 410)
    if len(pages) == 1:
        return _form_of(request, link, pages[0], several="")
    waiting = set(link.proposals.waiting().values_list("page_id", flat=True))
    rows = [{"page": page, "is_waiting": page.pk in waiting} for page in pages]
    context = {"link": link, "rows": rows, "token": token}
    return render(request, "recommendations/proposals/link.html", context)


@_kept_to_itself
def proposal_form(request, token: str, page: int):
    """The form for one recommendation of a link."""
    link = link_of(token)
    if link is None:
        return _does_not_work(request, 404)
    pages = _open_pages(link) if link.is_open else []
    chosen = next((each for each in pages if each.pk == page), None)
    if chosen is None:
        return _does_not_work(request, 410 if not pages else 404)
    return _form_of(request, link, chosen, several=token if len(pages) > 1 else "")


def _form_of(request, link, page, *, several: str):
    proposals = list(link.proposals.filter(page=page).newest_first())
    form, status = ProposalForm(initial=_what_came_back(proposals)), 200
    if request.method == "POST":
        form = ProposalForm(request.POST)
        if not count_try(link):
            form.add_error(None, _("That was often within an hour. Wait a while, and send it then."))
            status = 429
        elif form.is_valid() and _sent(form, link, page):
            return HttpResponseRedirect(request.path)
    last = DeliveryRecord.objects.about(page).standing().open_to_all().newest_first().select_related("update")
    context = {
        "link": link,
        "recommendation": page,
        "last": last.first(),
        "proposals": proposals,
        "is_waiting": any(proposal.is_waiting for proposal in proposals),
        "form": form,
        "several": several,
    }
    return render(request, "recommendations/proposals/form.html", context, status=status)


def _what_came_back(newest_first) -> dict:
    """The words of the last proposal if it was returned: who mends one thing need not type the rest again."""
    last = newest_first[0] if newest_first else None
    if last is None or last.state != ProposalState.RETURNED:
        return {}
    return {name: getattr(last, name) for name in ProposalForm.base_fields}


def _sent(form: ProposalForm, link, page) -> bool:
    """Hand over what was typed; what is wrong with it stands beside its field."""
    try:
        propose(link, page, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True
