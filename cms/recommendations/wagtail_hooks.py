from wagtail import hooks

from .deciding import refuse_to_publish_many
from .imports.screens import ImportViewSet

hooks.register("before_bulk_action", refuse_to_publish_many)
hooks.register("register_admin_viewset", ImportViewSet)
