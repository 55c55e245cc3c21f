from collections import Counter

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.search import index

from cms.core.blocks.lists import PointBlock
from cms.core.blocks.story import RICH_TEXT, StoryBlock
from cms.core.fields import QuietStreamField
from cms.core.headings import contents_of
from cms.core.models.pages import page_tabs

from ..composing import Text, compose
from ..forms import ChapterForm
from ..records import ChangeRecord
from ..typesetting import MARK, same
from .changes import ChangeNote, ChangingPage
from .publications import PublicationPage, cited_as

MOST_CHAPTERS = 999


class FootnoteBlock(blocks.StructBlock):
    """A note below a text, found by the marker that stands in the text."""

    mark = blocks.RegexBlock(
        regex=rf"^{MARK}$",
        max_length=40,
        label=_("Marker"),
        help_text=_('A short word of your own: "lottery". In the text, write [^lottery] where it belongs.'),
        error_messages={"invalid": _("Use letters, digits and hyphens only, without the brackets.")},
    )
    text = blocks.RichTextBlock(
        features=[feature for feature in RICH_TEXT if feature not in {"ol", "ul"}],
        label=_("Note"),
        help_text=_("One or two sentences. Readers see it below the text."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Note")
        label_format = "{mark}: {text}"


class ChapterPage(ChangingPage):
    """One chapter of a publication, with its key facts, its checklist and its notes."""

    label = _("Chapter")
    base_form_class = ChapterForm
    parent_page_types = ["publications.PublicationPage"]
    subpage_types: list[str] = []

    number = models.PositiveSmallIntegerField(
        _("number"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_CHAPTERS)],
        help_text=_("Chapters stand in this order. Leave it empty to put the chapter at the end."),
    )
    body = QuietStreamField(
        StoryBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_("To point to a note, write its marker in the text, for example [^lottery]."),
    )
    footnotes = QuietStreamField(
        [("note", FootnoteBlock())],
        blank=True,
        verbose_name=_("notes"),
        help_text=_("Readers see them below the text, numbered in the order of reading."),
    )
    key_facts = QuietStreamField(
        [("fact", PointBlock())],
        blank=True,
        verbose_name=_("key facts"),
        help_text=_("The facts to remember, each with its own sources."),
    )
    checklist = models.TextField(
        _("checklist"), blank=True, help_text=_("What to do or to ask. One on each line.")
    )

    search_fields = [
        *ChangingPage.search_fields,
        index.SearchField("body"),
        index.SearchField("footnotes"),
        index.SearchField("key_facts"),
        index.SearchField("checklist"),
    ]

    edit_handler = page_tabs(
        (_("The chapter"), ["number", "body", "footnotes", "topics"]),
        (_("Key facts and checklist"), ["key_facts", "checklist"]),
        (_("What changed"), ChangingPage.change_panels),
    )

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        constraints = [
            models.CheckConstraint(
                name="chapter_number_is_one_or_more",
                condition=models.Q(number__isnull=True) | models.Q(number__gte=1),
                violation_error_message=_("Chapters are counted from 1."),
            ),
        ]

    def save(self, *args, **kwargs):
        if self.number is None:
            last = self.others(self.get_parent()).aggregate(last=models.Max("number"))["last"]
            self.number = (last or 0) + 1
        if self.live and kwargs.get("clean", True) and kwargs.get("update_fields") is None:
            refusals = self.refusals()
            if refusals:
                raise ValidationError(refusals)
        super().save(*args, **kwargs)

    def others(self, parent):
        """The other chapters below this page, published or not."""
        return ChapterPage.objects.child_of(parent).exclude(pk=self.pk)

    def refusals(self) -> dict[str, list[str]]:
        """What stands in the way of publishing: for each field, sentences about markers and notes."""
        if not self.footnotes and "[^" not in str(list(self.body.raw_data)):
            return {}
        [composed] = compose([Text(self, self.body, self.footnotes)])
        wrong: dict[str, list[str]] = {"body": [], "footnotes": []}
        for mark in dict.fromkeys(composed.setting.missing):
            wrong["body"].append(
                gettext("The text points to the note [^%(mark)s], but no note has this marker.")
                % {"mark": mark}
            )
        for mark in dict.fromkeys(composed.setting.misplaced):
            wrong["body"].append(
                gettext("The marker [^%(mark)s] stands in a heading or a button. Put it into the text.")
                % {"mark": mark}
            )
        for mark, number in Counter(same(block.value["mark"]) for block in self.footnotes).items():
            if number > 1:
                wrong["footnotes"].append(
                    gettext("%(number)s notes have the marker [^%(mark)s]. Give each its own.")
                    % {"mark": mark, "number": number}
                )
            if mark not in composed.setting.references:
                wrong["footnotes"].append(
                    gettext("Nothing in the text points to the note [^%(mark)s].") % {"mark": mark}
                )
        return {field: sentences for field, sentences in wrong.items() if sentences}

    def neighbours(self, chapters: list[dict]) -> dict:
        """Where this chapter stands among these: the one before, the one after, and how many there are.

        The number is left out where the chapters are not numbered from 1 to it: a draft may stand between.
        """
        places = [place for place, chapter in enumerate(chapters) if chapter["pk"] == self.pk]
        if not places:
            return {}
        [place] = places
        return {
            "before": chapters[place - 1] if place else None,
            "after": chapters[place + 1] if place + 1 < len(chapters) else None,
            "out_of": len(chapters) if chapters[-1]["number"] == len(chapters) else None,
        }

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        publication = PublicationPage.entry_of(self.above[-1].pk) if self.above else {}
        [composed] = compose([Text(self, self.body, self.footnotes)], context)
        context |= {
            "publication": publication,
            "chapters": [
                {**chapter, "current": chapter["pk"] == self.pk}
                for chapter in publication.get("chapters", [])
            ],
            "text": composed,
            "contents": contents_of(composed.headings),
            "citation": cited_as(self, request, publication, within=publication.get("title", "")),
            "changes": ChangeRecord.objects.about(self).newest_first(),
            **self.neighbours(publication.get("chapters", [])),
        }
        return context


class PublicationChange(ChangeNote):
    """What has changed in a publication as a whole."""

    page = ParentalKey(PublicationPage, related_name="change_notes", on_delete=models.CASCADE)

    class Meta(ChangeNote.Meta):
        verbose_name = _("change of a publication")
        verbose_name_plural = _("changes of publications")


class ChapterChange(ChangeNote):
    """What has changed in a chapter."""

    page = ParentalKey(ChapterPage, related_name="change_notes", on_delete=models.CASCADE)

    class Meta(ChangeNote.Meta):
        verbose_name = _("change of a chapter")
        verbose_name_plural = _("changes of chapters")
