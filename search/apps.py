from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One search over the pages, documents and topics of the site."""

    name = "search"
