"""The addresses of the displays. A subject is the key that a page has in every language."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.progress, name="progress"),
    path("scorecard/<uuid:subject>/", views.scorecard, name="progress_scorecard"),
    path("widget/", views.widget, name="progress_widget"),
    path("widget/<uuid:subject>/", views.widget, name="progress_widget"),
    path("badge.svg", views.badge, name="progress_badge"),
    path("badge/<uuid:subject>.svg", views.badge, name="progress_badge"),
    path("embed/", views.embed, name="progress_embed"),
    path("embed/<uuid:subject>/", views.embed, name="progress_embed"),
]
