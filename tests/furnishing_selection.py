"""Who was chosen, for the furnished site: subtotals and parts, what is unknown, what is printed otherwise."""

from tests import factories
from tests.factories import citation

BASIS = "worked out from the percentage; 40 members"


def choose_members(made):
    """A page below the assembly with every kind of row."""
    known = {"assembly_count": 20, "count_basis": BASIS, "citations": [citation(pages="11")]}
    made.selection = factories.selection(
        made.assembly,
        title="Members and population",
        slug="selection",
        summary="The members beside the borough.",
        note="The report lists 42 people.\nThe charts fit a base of 42.",
        citations=[citation("The plan")],
        rows=[
            factories.group("Age", "16 to 29", population_percent=23, assembly_percent="21.4", **known),
            factories.group(
                "Age",
                "30 and older",
                label_as_printed="30+",
                population_percent=77,
                assembly_percent="78.6",
                difference_as_printed="+1.6%",
                note="read from a chart; rounded",
                **known,
            ),
            factories.group("Travel", "Town", population_percent=40, assembly_percent=41, is_subtotal=True),
            factories.group(
                "Travel",
                "Town: regular travellers",
                label_as_printed="Regular travellers",
                population_percent=27,
                assembly_percent=41,
                part_of="Town",
                note="a minimum target",
            ),
            factories.group("Disability", "Yes", assembly_percent="21.4"),
            factories.group("Disability", "No"),
        ],
    )
