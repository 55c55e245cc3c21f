"""Blocks of words: a quote, a notice, steps, parts that open."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]
GROUP = _("Text")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    quote = blocks.TextBlock(label=_("Quote"), rows=3, help_text=_("Word for word, without quotation marks."))
    attribution = blocks.CharBlock(
        required=False,
        default="",
        label=_("Who said it"),
        max_length=255,
        help_text=_('For example "A member, on the last day". Name members only if they agreed.'),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        label_format = "{quote}"
        group = GROUP
        description = _("What somebody said, in large letters, with who said it.")
        template = "blocks/quote_block.html"
        preview_value = {
            "quote": "I came with one opinion and left with a better one.",
            "attribution": "A member, on the last day",
        }


class NoticeBlock(blocks.StructBlock):
    """A short text that stands out."""

    title = blocks.CharBlock(
        required=False,
        default="",
        label=_("Title"),
        max_length=255,
        help_text=_("A few words. Leave it empty if the text says it all."),
    )
    text = blocks.RichTextBlock(
        features=RICH_TEXT, label=_("Text"), help_text=_("One or two short sentences.")
    )

    class Meta:
        icon = "warning"
        label = _("Notice")
        label_format = "{title}"
        group = GROUP
        description = _("Something nobody should miss, set apart from the text. Use it rarely.")
        template = "blocks/notice_block.html"
        preview_value = {
            "title": "The date has moved",
            "text": "<p>The second day is now on 16 November.</p>",
        }


class StepBlock(blocks.StructBlock):
    """One step: what to do, and how."""

    title = blocks.CharBlock(
        label=_("Step"), max_length=255, help_text=_('What happens: "Send the letters".')
    )
    text = blocks.RichTextBlock(
        required=False,
        default="",
        features=RICH_TEXT,
        label=_("How"),
        help_text=_("What a reader needs to know to do it, or to follow it."),
    )

    class Meta:
        icon = "tick"
        label = _("Step")
        label_format = "{title}"


class StepsBlock(blocks.StructBlock):
    """Things that happen one after the other."""

    steps = blocks.ListBlock(
        StepBlock(),
        label=_("Steps"),
        help_text=_("In the order in which they happen. They get their numbers."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = GROUP
        description = _("Numbered steps, each with a title: how to take part, or how it was done.")
        template = "blocks/steps_block.html"
        preview_value = {
            "steps": [
                {"title": "Letters go out", "text": "<p>To 10,000 homes, drawn by lot.</p>"},
                {"title": "People reply", "text": "<p>By post, by telephone or online.</p>"},
                {"title": "Members are drawn", "text": "<p>So that they are like the whole area.</p>"},
            ]
        }


class PartBlock(blocks.StructBlock):
    """A part of a page that opens: its title, and what is inside."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=255, help_text=_('What a reader clicks: "Who pays the travel costs?"')
    )
    text = blocks.RichTextBlock(features=RICH_TEXT, label=_("Text"), help_text=_("What opens below it."))

    class Meta:
        icon = "collapse-down"
        label = _("Part")
        label_format = "{title}"


class AccordionBlock(blocks.StructBlock):
    """Parts of which only the titles show until a reader opens them. On paper all are open."""

    parts = blocks.ListBlock(
        PartBlock(), label=_("Parts"), help_text=_("Readers see the titles and open what they want.")
    )

    class Meta:
        icon = "collapse-down"
        label = _("Questions and answers")
        group = GROUP
        description = _(
            "Titles that open to show their text. Good for questions that only some readers have."
        )
        template = "blocks/accordion_block.html"
        preview_value = {
            "parts": [
                {"title": "Who can be a member?", "text": "<p>Anybody over 16 who lives here.</p>"},
                {"title": "Who pays the travel costs?", "text": "<p>The council does.</p>"},
                {"title": "What if I cannot come on one day?", "text": "<p>Tell us, and we will help.</p>"},
            ]
        }
