from wagtail import hooks

from .deciding import refuse_to_publish_many

hooks.register("before_bulk_action", refuse_to_publish_many)
