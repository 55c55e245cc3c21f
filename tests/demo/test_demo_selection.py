"""The real figures on who was chosen, and what the demo leaves out on purpose: stories of members."""

import re
from collections import Counter
from decimal import Decimal

from cms.assemblies.models import AssemblyPage
from cms.people.models import StoryIndexPage, StoryPage
from cms.selection.models import SelectionPage, SelectionRow


def test_53_groups_of_people_are_loaded_with_all_that_is_printed_of_them(programme, db):
    rows = SelectionRow.objects.order_by("page", "sort_order")
    assert Counter(row.page.get_parent().slug for row in rows) == {
        "greater-cambridge-citizens-assembly-2019": 30,
        "dudley-peoples-panel-2019": 23,
    }
    first = rows.get(reference="GCA-DM01")
    assert (first.category, first.value, first.label_as_printed) == ("Gender", "Female", "Female")
    assert (first.population_percent, first.assembly_percent) == (Decimal("50.2"), Decimal("49.1"))
    assert (first.difference_as_printed, first.assembly_count) == ("-1.1%", 26)
    assert first.count_basis == "worked out from the percentage; 53 members"
    assert first.citations[0].value["pages"] == "11"
    cut = rows.get(reference="DUD-DM02")
    assert (cut.value, cut.label_as_printed) == ("Brierley Hill", "Brierley…")
    assert cut.note.startswith("read from the labelled slices")


def test_subtotals_are_marked_as_the_data_says_and_never_added_up(programme, db, client):
    rows = SelectionRow.objects.filter(category="Travel regularity").order_by("sort_order")
    assert [(row.value, row.is_subtotal, row.part_of) for row in rows][:4] == [
        ("Cambridge", True, ""),
        ("Cambridge: Regular Travellers", False, "Cambridge"),
        ("Cambridge: Other Residents", False, "Cambridge"),
        ("South Cambridge", True, ""),
    ]
    marked = SelectionRow.objects.filter(is_subtotal=True)
    assert set(marked) == set(SelectionRow.objects.filter(note__startswith="subtotal"))
    page = SelectionPage.objects.get(rows__reference="GCA-DM01")
    html = client.get(page.get_url()).content.decode()
    assert html.count("Do not add them all up") == 1
    assert "<tfoot" not in html


def test_every_figure_of_the_data_stands_on_its_page(programme, db, client):
    for page in SelectionPage.objects.all():
        html = client.get(page.get_url()).content.decode()
        shares = [f"{value}" for value in re.findall(r"<strong>([\d.]+)%</strong>", html)]
        rows = page.rows.order_by("sort_order")
        expected = [
            f"{share.normalize():f}"
            for row in rows
            for share in (row.population_percent, row.assembly_percent)
        ]
        grouped: dict[str, list[str]] = {}
        for row, pair in zip(rows, zip(expected[::2], expected[1::2], strict=True), strict=True):
            grouped.setdefault(row.category, []).extend(pair)
        assert shares == [share for pairs in grouped.values() for share in pairs]


def test_an_assembly_links_to_its_figures_and_one_without_has_no_empty_page(programme, db, client):
    for assembly in AssemblyPage.objects.all():
        words = client.get(assembly.get_url()).content.decode()
        there = not assembly.slug.startswith("romsey")
        assert (f'href="{assembly.get_url()}selection/"' in words) is there
        assert client.get(f"{assembly.get_url()}selection/").status_code == (200 if there else 404)


def test_the_programme_has_no_stories_and_no_link_to_any(programme, db, client):
    assert not StoryPage.objects.exists()
    assert not StoryIndexPage.objects.exists()
    for page in AssemblyPage.objects.all():
        assert "stories/" not in client.get(page.get_url()).content.decode()
