from django.utils.functional import SimpleLazyObject

from .furniture import furniture_for


def furniture(request):
    """Puts `furniture` into every template; it is only looked up where a template uses it."""
    return {"furniture": SimpleLazyObject(lambda: furniture_for(request))}
