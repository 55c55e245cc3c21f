from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = _("Core")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Wagtail calls no hook when somebody sets who may read a page, and the menu must not name it on.
        from wagtail.models import PageViewRestriction

        for signal in (post_save, post_delete):
            signal.connect(_forget_the_menu, sender=PageViewRestriction)


def _forget_the_menu(**_kwargs):
    from .remembering import forget

    forget()
