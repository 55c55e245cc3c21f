from wagtail import hooks

from .keeping import refuse_to_delete, refuse_to_delete_many, refuse_to_move, refuse_to_move_many

hooks.register("before_delete_page", refuse_to_delete)
hooks.register("before_bulk_action", refuse_to_delete_many)
hooks.register("before_move_page", refuse_to_move)
hooks.register("before_bulk_action", refuse_to_move_many)
