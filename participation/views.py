"""The displays of progress: for readers of this site, and for other sites that show them."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from cms.assemblies.models import AssemblyPage
from cms.core.furniture import furniture_for
from cms.core.here import crumbs_to
from cms.core.sites import language_roots
from cms.core.templatetags.core_tags import tone
from cms.core.texts import writable
from cms.recommendations.comparing import LABELS
from cms.recommendations.models import RecommendationPage
from cms.updates.models import PageUpdate
from cms.updates.statuses import Basis

from .badges import HEIGHT, parts_of
from .embedding import snippets
from .progress import Progress, summed

ON_ONE_SIDE = 14
SECONDS = 60  # how long another site may show what it has
# The widget loads a style sheet and nothing else, and anybody may frame it.
MAY_BE_FRAMED = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    ]
)


@require_safe
@conditional_page
def progress(request):
    """Every assembly of the site with where its recommendations stand, and the whole site."""
    here = Progress(request)
    context = {
        "summary": here.summary,
        "lines": here.lines(),
        "crumbs": crumbs_to(request, {"title": _("Progress"), "url": request.path}),
        "alternates": _alternates(request, "progress"),
    }
    return render(request, "participation/progress.html", context)


@require_safe
@conditional_page
def scorecard(request, subject):
    """One assembly on one printed side."""
    here = Progress(request)
    assembly = here.page(subject, AssemblyPage)
    positions = here.positions(here.of_assembly(assembly))
    shown = positions[:ON_ONE_SIDE]
    pages = RecommendationPage.objects.filter(pk__in=[position.pk for position in shown])
    words = {
        pk: (reference, wording) for pk, reference, wording in pages.values_list("pk", "reference", "wording")
    }
    chain = PageUpdate.objects.in_chain(assembly.translation_key)
    context = {
        "assembly": assembly,
        "summary": summed(positions),
        "rows": [_row(position, *words[position.pk]) for position in shown],
        "more": len(positions) - len(shown),
        "url": request.build_absolute_uri(assembly.get_url(request)),
        "head": chain.values("number", "hash").last(),
        "crumbs": crumbs_to(
            request,
            {"title": assembly.title, "url": assembly.get_url(request)},
            {"title": _("On one printed side"), "url": request.path},
        ),
        "alternates": _alternates(request, "progress_scorecard", subject),
    }
    return render(request, "participation/scorecard.html", context)


def _row(position, reference, wording) -> dict:
    row = {"reference": reference, "title": wording}
    for name, labels in LABELS.items():
        axis = getattr(position, name)
        row |= {
            f"{name}_value": axis.state,
            f"{name}_label": labels[axis.state],
            f"{name}_matched": axis.basis == Basis.MATCHED,
        }
    return row


@require_safe
@xframe_options_exempt
@conditional_page
def widget(request, subject=None):
    """A small page for a frame on another site. It has no script and sets no cookie."""
    context = _shown(request, subject) | {"furniture": furniture_for(request)}
    html = render_to_string("participation/widget.html", context)
    answer = HttpResponse(html)
    answer.headers["Content-Security-Policy"] = MAY_BE_FRAMED
    return _kept(answer)


@require_safe
@conditional_page
def badge(request, subject=None):
    """The same in a picture of one line, with its words as text."""
    shown = _shown(request, subject)
    parts = parts_of(_fields(shown))
    context = {
        "title": writable(". ".join([shown["title"], *shown["told"]])),
        "parts": parts,
        "width": sum(part.width for part in parts),
        "height": HEIGHT,
    }
    svg = render_to_string("participation/badge.svg", context)
    return _kept(HttpResponse(svg, content_type="image/svg+xml; charset=utf-8"))


@require_safe
@conditional_page
def embed(request, subject=None):
    """How to put both onto another site: what to copy, and what it looks like."""
    shown = _shown(request, subject)
    context = shown | {
        "snippets": snippets(request, subject, shown["title"], shown["url"]),
        "crumbs": crumbs_to(request, {"title": _("Put this on your site"), "url": request.path}),
        "alternates": _alternates(request, "progress_embed", subject),
    }
    return render(request, "participation/embed.html", context)


def _kept(answer):
    answer.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return answer


def _shown(request, subject) -> dict:
    """What widget and badge show: of the site, of an assembly or of one recommendation."""
    here = Progress(request)
    if subject is None:
        title = furniture_for(request)["site_name"]
        return _of_many(request, here.summary, title, reverse("progress"))
    page = here.page(subject, AssemblyPage, RecommendationPage)
    url = page.get_url(request)
    if isinstance(page, AssemblyPage):
        return _of_many(request, summed(here.positions(here.of_assembly(page))), page.title, url)
    [position] = here.positions(RecommendationPage.objects.filter(pk=page.pk))
    row = _row(position, page.reference, page.wording)
    told = [
        _("Decision: %(state)s") % {"state": str(row["decision_label"]).lower()},
        _("Delivery: %(state)s") % {"state": str(row["delivery_label"]).lower()},
    ]
    return {
        "title": f"{page.reference}: {page.wording}",
        "url": request.build_absolute_uri(url),
        "row": row,
        "told": told,
        "updated": position.updated,
        "overdue": int(position.is_overdue_by_its_word),
    }


def _of_many(request, summary, title: str, url: str) -> dict:
    total = summary.totals.total
    told = [
        _("Answered: %(number)s of %(total)s") % {"number": summary.answered, "total": total},
        _("Delivered: %(number)s of %(total)s") % {"number": summary.delivered, "total": total},
    ]
    return {
        "title": title,
        "url": request.build_absolute_uri(url),
        "summary": summary,
        "told": told if total else [_("No recommendations yet")],
        "updated": summary.updated,
        "overdue": summary.overdue,
    }


def _fields(shown: dict) -> list[tuple[str, str]]:
    """The words and tones of a badge."""
    if "row" in shown:
        row = shown["row"]
        states = [(str(row[f"{axis}_label"]), tone(row[f"{axis}_value"])) for axis in LABELS]
        return [(writable(row["reference"]), "name"), *states]
    tones = ("name", "moving")
    return list(zip(shown["told"], tones, strict=False))


def _alternates(request, name: str, subject=None) -> list[dict]:
    """The same display in every language of the site, if there are several."""
    names, found = dict(settings.LANGUAGES), []
    for language in language_roots(request):
        with translation.override(language):
            url = request.build_absolute_uri(reverse(name, args=[subject] if subject else []))
        found.append({"language_code": language, "name": names[language], "url": url})
    return found
