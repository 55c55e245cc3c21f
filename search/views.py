from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.core.here import crumbs_to, pages_here, topics_in_use
from cms.core.sites import language_roots

from . import asking, searching
from .filters import SearchFilter
from .finding import MOST
from .kinds import kinds as all_kinds
from .places import places as all_places
from .results import results

PER_PAGE = 20


@require_safe
def search(request):
    """What a reader finds in the language in use, by words, kind and assembly."""
    pages, kinds = pages_here(request), all_kinds()
    places = {place.name: place for place in all_places(pages)}
    form = SearchFilter(request.GET)
    kind, place = form.data.get("kind", ""), places.get(form.data.get("assembly"))
    kind = kind if kind in kinds else ""
    asked = asking.read(form.data.get("words", ""))
    found = searching.search(pages, asked, kinds, list(places.values()), kind, place)
    form.offer_counted(
        "kind", {name: each.label for name, each in kinds.items()}, found.of_kind, found.at_least
    )
    form.offer_counted(
        "assembly", {name: each.title for name, each in places.items()}, found.in_place, found.at_least
    )
    chosen = form.chosen()
    page = Paginator(found.hits, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": form,
        "words": chosen.get("words", ""),
        "chosen": chosen,
        "everywhere": f"?{urlencode({'words': chosen.get('words', '')})}",
        "asked": asked,
        "found": found,
        "most": number_format(MOST, force_grouping=True),
        "page_of_hits": page,
        "results": results(page.object_list, asked, kinds, list(places.values()), request),
        "crumbs": crumbs_to(request, {"title": _("Search"), "url": request.path}),
        "alternates": _alternates(request),
    }
    if not found.hits:
        context |= {
            "topics": topics_in_use(pages),
            "kinds": sorted(str(each.label) for each in kinds.values()),
        }
    return render(request, "search/search.html", context)


def _alternates(request) -> list[dict]:
    """The same search in every language of the site, if there are several."""
    names, found = dict(settings.LANGUAGES), []
    for language in language_roots(request):
        with translation.override(language):
            url = request.build_absolute_uri(reverse("search"))
        query = request.GET.urlencode()
        found.append(
            {"language_code": language, "name": names[language], "url": f"{url}?{query}" if query else url}
        )
    return found
