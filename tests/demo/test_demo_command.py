"""Loading is all or nothing: what cannot be loaded leaves the site as it was."""

import io
import os
import shutil

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page

from cms.assemblies.models import ProgrammePage
from cms.assets.models import CreditedDocument
from cms.core.models import Organisation
from cms.demo.loading import loading
from cms.demo.management.commands import load_programme
from cms.demo.validation import FOLDER, read_data


def test_broken_data_writes_nothing_and_every_problem_is_named(site, tmp_path, monkeypatch):
    folder = tmp_path / "data"
    shutil.copytree(FOLDER, folder, copy_function=os.link)
    for file, old, new in (
        ("speakers.csv", "2019-12-01", "2019-13-01"),
        ("progress.yaml", "status: planned", "status: nearly"),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).unlink()
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(load_programme, "FOLDER", folder)
    before = Page.objects.count()
    with pytest.raises(CommandError) as caught:
        call_command("load_programme", stdout=io.StringIO())
    assert str(caught.value).splitlines() == [
        "Nothing was loaded. The data has 2 problems:",
        'progress.yaml, DUD-PROG-02, status: "nearly" is not one of planned, under_way, partly_done, done, '
        "changed, stopped.",
        'speakers.csv, DUD-SP21, date: "2019-13-01" is not a date.',
    ]
    assert Page.objects.count() == before
    assert not Organisation.objects.exists()


def test_a_load_that_fails_in_the_middle_leaves_neither_rows_nor_files(site, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def fail(*_arguments):
        raise RuntimeError("the machine went away")

    monkeypatch.setattr(loading, "make_people", fail)
    with pytest.raises(RuntimeError):
        loading.load(read_data())
    assert not ProgrammePage.objects.exists()
    assert not CreditedDocument.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
