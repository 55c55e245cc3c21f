"""Rights to the record are given in the form of a group, branch by branch, beside those to pages."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from cms.updates.models import BranchRight
from cms.updates.rights import Right, grant
from tests import factories
from tests.filling import Form


@pytest.fixture
def group(db):
    return Group.objects.create(name="Parks officers")


@pytest.fixture
def branch(site):
    return factories.assembly(title="Town square")


def saved(editor, group, **rights):
    """Saves the form of the group with these rights, row by row, and gives the answer."""
    url = reverse("wagtailusers_groups:edit", args=[group.pk])
    data = Form(editor.get(url), "Save").filled()
    data = {name: value for name, value in data.items() if not name.startswith("branch_rights-")}
    return editor.post(url, data | rights_in_form(**rights), follow=True)


def rights_in_form(rows=(), initial=0):
    data = {"branch_rights-TOTAL_FORMS": len(rows), "branch_rights-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        data |= {f"branch_rights-{number}-{name}": value for name, value in row.items()}
    return data


def held(group):
    return set(BranchRight.objects.filter(group=group).values_list("page", "right"))


def test_a_branch_with_its_rights_is_added_changed_and_taken_away(editor, group, branch):
    both = [Right.RECORD_DELIVERY.value, Right.CORRECT.value]
    saved(editor, group, rows=[{"page": branch.pk, "rights": both}])
    assert held(group) == {(branch.pk, right) for right in both}

    form = Form(editor.get(reverse("wagtailusers_groups:edit", args=[group.pk])), "Save").filled()
    assert form["branch_rights-0-page"] == [str(branch.pk)]
    assert sorted(form["branch_rights-0-rights"]) == sorted(both)

    saved(editor, group, rows=[{"page": branch.pk, "rights": both[:1]}], initial=1)
    assert held(group) == {(branch.pk, both[0])}

    saved(editor, group, rows=[{"page": branch.pk, "rights": both, "DELETE": "on"}], initial=1)
    assert held(group) == set()


def test_the_form_names_the_rights_in_words(editor, group, branch):
    grant(group, Right.CORRECT, branch)
    words = editor.get(reverse("wagtailusers_groups:edit", args=[group.pk])).content.decode()
    assert "Rights to the public record" in words
    assert all(str(right.label) in words for right in Right)


def test_a_branch_that_stands_twice_is_refused_with_a_sentence(editor, group, branch):
    rows = [{"page": branch.pk, "rights": [right.value]} for right in (Right.CORRECT, Right.RECORD_DECISION)]
    answer = saved(editor, group, rows=rows)
    assert "A branch stands here twice." in answer.content.decode()
    assert held(group) == set()


@pytest.mark.parametrize(
    "row", [{"page": "", "rights": ["correct"]}, {"page": "1", "rights": ["everything"]}]
)
def test_a_row_that_makes_no_sense_gives_nothing(row, editor, group, site):
    assert saved(editor, group, rows=[row]).status_code == 200
    assert held(group) == set()


def test_rights_to_pages_stay_as_they_were(editor, group, branch):
    group.page_permissions.create(page=branch, permission=permission("change_page"))
    saved(editor, group, rows=[{"page": branch.pk, "rights": [Right.CORRECT.value]}])
    assert group.page_permissions.count() == 1


def permission(name):
    return Permission.objects.get(codename=name, content_type__app_label="wagtailcore")
