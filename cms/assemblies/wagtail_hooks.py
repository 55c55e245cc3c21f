from wagtail.snippets.models import register_snippet

from .viewsets import ServiceContactViewSet

register_snippet(ServiceContactViewSet)
