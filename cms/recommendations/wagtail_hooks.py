from wagtail import hooks

from .imports.screens import ImportViewSet
from .proposal_screens import ProposalViewSet
from .screens.history import buttons
from .screens.urls import urlpatterns
from .viewsets import DeskViewSet

hooks.register("register_admin_viewset", ImportViewSet)
hooks.register("register_admin_viewset", ProposalViewSet)
hooks.register("register_admin_viewset", DeskViewSet)
hooks.register("register_page_header_buttons", buttons)
hooks.register("register_page_listing_more_buttons", buttons)
hooks.register("register_admin_urls", lambda: urlpatterns)
