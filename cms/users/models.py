from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """The account of an editor. Residents have none."""

    class Meta(AbstractUser.Meta):
        verbose_name = _("editor")
        verbose_name_plural = _("editors")
