from django import template

from cms.core.remembering import remembered_of_pages

from ..models import CaseStudyIndexPage, CaseStudyPage, PublicationPage

register = template.Library()


def _named(*querysets) -> list[dict]:
    return [{"title": page.title, "url": page.get_url()} for found in querysets for page in found]


@register.simple_tag
def case_studies_of(assembly):
    """Title and address of the case studies that tell of this assembly. No query once they are known."""

    def look():
        studies = CaseStudyPage.objects.live().open_to_all().in_language_of(assembly)
        told = studies.filter(assembly__translation_key=assembly.translation_key)
        return _named(told.defer_streamfields().order_by("path"))

    return remembered_of_pages(f"case-studies-of:{assembly.pk}", look)


@register.simple_tag
def publications_below(page):
    """Title and address of the publications and case studies just below a page. No query once known."""

    def look():
        models = (PublicationPage, CaseStudyIndexPage)
        return _named(
            *(
                model.objects.live().open_to_all().child_of(page).defer_streamfields().order_by("path")
                for model in models
            )
        )

    return remembered_of_pages(f"publications-below:{page.pk}", look)
