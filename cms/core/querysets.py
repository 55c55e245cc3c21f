from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageQuerySet, PageViewRestriction


def open_to_all(path: str = "path"):
    """The condition that neither the page with this tree path nor one above it is kept from the public."""
    asked = ExpressionWrapper(OuterRef(path), output_field=CharField())
    restrictions = PageViewRestriction.objects.annotate(asked=asked)
    return ~Exists(restrictions.filter(asked__startswith=F("page__path")))


class BasePageQuerySet(PageQuerySet):
    """Questions to any kind of page."""

    def open_to_all(self):
        """Pages that anybody may read, asked in the same query (Wagtail's `public` needs one more)."""
        return self.filter(open_to_all())

    def in_branch(self, path):
        """Pages whose tree path begins like this: a page and everything below it."""
        return self.filter(path__startswith=path)
