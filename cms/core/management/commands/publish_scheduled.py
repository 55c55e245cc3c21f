from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision


class Command(WagtailCommand):
    help = (
        "Publishes and takes down what is due. What a page refuses keeps its schedule and holds up nothing."
    )

    def handle(self, *args, **options):
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        self.take_down()
        refused = self.publish()
        if refused:
            raise CommandError("Not published, and tried again next time. " + " ".join(refused))

    def take_down(self) -> None:
        """Unpublish everything whose time is over."""
        drafts = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
        for model in [Page, *(model for model in drafts if not issubclass(model, Page))]:
            over = model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
            # A page is taken down as what it is: its own class says what follows.
            for thing in list(over.specific() if model is Page else over):
                thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")

    def publish(self) -> list[str]:
        """Publish every version that is due, each by itself. Gives what was refused, and why."""
        due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
        refused = []
        for revision in due:
            try:
                with transaction.atomic():
                    revision.publish(log_action="wagtail.publish.scheduled")
            except ValidationError as error:
                refused.append(f"{revision.object_str}: {' '.join(error.messages)}")
        return refused
