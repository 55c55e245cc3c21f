"""The record to take away: every chain of the site as JSON, for whoever wants to check it."""

import json

from django.http import Http404, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from .ledger import chains_of, published


@require_safe
def record(request):
    """Where every chain of the site stands."""
    return JsonResponse({"version": 1, "chains": chains_of(request)})


@require_safe
def record_chain(request, chain):
    """One chain of the site, from its first entry to its last."""
    about = next((each for each in chains_of(request) if each["chain"] == str(chain)), None)
    if about is None:
        raise Http404
    answer = StreamingHttpResponse(_as_json(about, chain), content_type="application/json")
    answer.headers["Content-Disposition"] = f'inline; filename="record-{chain}.json"'
    return answer


def _as_json(about, chain):
    yield (
        json.dumps({"version": 1, "chain": about["chain"], "title": about["title"]})[:-1] + ', "entries": [\n'
    )
    for place, row in enumerate(published(chain)):
        yield (",\n" if place else "") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"
