"""The only place that joins the apps."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as document_urls

from cms.core import views
from cms.core.routing import serve
from cms.core.sitemaps import PagesSitemap
from cms.people.views import story_file
from cms.recommendations.proposal_pages import proposal_form, proposal_link
from cms.updates.feeds import UpdatesFeed
from cms.updates.views import record, record_chain
from participation.sitemaps import ProgressSitemap
from search.views import search

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PagesSitemap, "progress": ProgressSitemap}}),
    path("robots.txt", views.robots),
    path("tables/<int:page_id>/<slug:block_id>.csv", views.table, name="table"),
    re_path(
        r"^story-files/(?P<page>[0-9]{1,9})/(?P<name>[0-9a-f]{16}\.[a-z0-9]{2,4})$",
        story_file,
        name="story_file",
    ),
]

if settings.SERVE_MEDIA:
    prefix = settings.MEDIA_URL.strip("/")
    urlpatterns += [re_path(rf"^{prefix}/(?P<path>.*)$", views.uploaded)]

urlpatterns += i18n_patterns(
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("search/", search, name="search"),
    path("progress/", include("participation.urls")),
    path("proposals/<str:token>/", proposal_link, name="proposal_link"),
    path("proposals/<str:token>/<int:page>/", proposal_form, name="proposal_form"),
    path("updates/feed.atom", UpdatesFeed(), name="updates_feed"),
    path("updates/record.json", record, name="record"),
    path("updates/record/<uuid:chain>.json", record_chain, name="record_chain"),
    # Wagtail's own, for pages behind a password, but for its way of finding a page.
    *(route for route in wagtail_urls.urlpatterns if route.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    prefix_default_language=False,
)
