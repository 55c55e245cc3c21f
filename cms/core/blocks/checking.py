from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class CheckedBlock(blocks.StructBlock):
    """A block with rules that hold once the page is published; a draft may be incomplete."""

    def problems(self, value) -> dict:
        """What stands in the way of publishing: a sentence for each field that is wrong."""
        return {}

    def clean(self, value):
        errors = {}
        try:
            value = super().clean(value)
        except StructBlockValidationError as error:
            errors = error.block_errors
        if not self.is_deferred_validation:
            found = self.problems(value)
            errors = {name: ValidationError(sentence) for name, sentence in found.items()} | errors
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value
