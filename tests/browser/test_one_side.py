"""What is to fit on one printed side does, however long the words are, and says how many have no room."""

import io

import pytest
from pypdf import PdfReader

SIDES = ("statement on one side", "scorecard")


def printed(page, address) -> PdfReader:
    """The page as it would be printed on A4."""
    page.goto(address)
    return PdfReader(io.BytesIO(page.pdf(format="A4")))


@pytest.mark.parametrize("name", SIDES)
def test_it_fits_on_one_side_of_a4(visits, trial, name):
    page = visits.window()
    paper = printed(page, trial.pages["furnished"][name])
    assert len(paper.pages) == 1
    assert "Delivery" in paper.pages[0].extract_text()


@pytest.mark.parametrize("rows", [12, 14])
def test_it_fits_even_when_every_row_takes_two_lines(visits, trial, rows):
    page = visits.window()
    page.goto(trial.pages["furnished"]["scorecard"])
    page.evaluate(
        """rows => {
            const body = document.querySelector('.sheet__rows tbody');
            const first = body.rows[0];
            first.cells[0].lastChild.data = ' ' + 'Wording that is cut off. '.repeat(4).slice(0, 80);
            body.replaceChildren(...Array.from({length: rows}, () => first.cloneNode(true)));
        }""",
        rows,
    )
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 1


def test_a_longer_sheet_takes_more_than_one_side(visits, trial):
    page = visits.window()
    page.goto(trial.pages["furnished"]["scorecard"])
    page.evaluate(
        """() => {
            const body = document.querySelector('.sheet__rows tbody');
            body.append(...Array.from({length: 44}, () => body.rows[0].cloneNode(true)));
        }"""
    )
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) > 1
