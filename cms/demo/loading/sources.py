"""The page that says where the demo's facts come from, on what terms, and what nobody found."""

from home.models import InformationPage
from home.passages import heading, points, text

from .making import Made, put

TITLE = "Sources and licences"

BODY = [
    text(
        "This site shows a real programme: the Innovation in Democracy Programme of 2019 and 2020, and "
        "its three citizens' assemblies. It is a demonstration. The councils named here do not run it.",
        "Contains data from the mySociety Citizens Assembly Register (CC BY 4.0) and the Dudley "
        "People's Panel report, The Democratic Society (CC BY).",
    ),
    heading("What is word for word"),
    text(
        "Questions, recommendation titles and ballot wording are exactly as published. All other text is "
        "told in plain English. No assembly member is named. Speakers, advisers, lead facilitators and "
        "officials appear with name, role and organisation only, as in the published reports."
    ),
    text(
        'The <a href="/handbook/">handbook</a> and the <a href="/case-studies/">case studies</a> here were '
        "written for this data, from the published facts. They are not the programme's own. The page of the "
        "programme links to those."
    ),
    heading("What an editor matched or chose"),
    text(
        "Most progress entries come from sources that do not mention the assembly. An editor matched them "
        "by subject. Each says so. It does not prove that the assembly caused anything.",
        "Where a body did not say “accepted” or “not accepted” itself, an editor chose the closest word "
        "from what the source reports. Each says so. None of these are counted in the totals.",
        "A recommendation with no response has no reply that could be found. “Not reported” means that "
        "no source was found.",
    ),
    heading("What was not found"),
    points(
        "Romsey: ballot figures, ranks, 8 of the 12 proposals, speakers, advisory group, who took part, "
        "payment, hours, venue and costs. Only the openings of the report pages could be read. The four "
        "titles come from a newspaper.",
        "The full text of the Greater Cambridge response and of its one-year report, so most measures "
        "have no answer.",
        "Any formal decision of Dudley's Cabinet or its scrutiny committee on the panel.",
        "The dates of the four workshops, and the text of the official evaluation, handbook and case "
        "studies.",
        "How many people replied to the invitations.",
    ),
    text(
        "Web sources were read as stored copies, often only the first part of a page. Check a link before "
        "you rely on it."
    ),
    heading("Licences"),
    points(
        "The text written for this data, and the way it is put together: CC BY 4.0.",
        "The Citizens Assembly Register: CC BY 4.0, mySociety.",
        "The Dudley report, as a file and as what is drawn from it: CC BY, The Democratic Society. The "
        "list of members' first names on page 5 was removed for privacy.",
        "The Greater Cambridge report: no licence is printed in it. Facts, figures and short titles only. "
        "The file is not here.",
        "The Romsey report: CC BY in the register. The file could not be read and is not here.",
        "News and council pages: facts only, each with its link.",
    ),
]


def make_sources_page(made: Made) -> None:
    """The page, below the home page, so that every footer links to it."""
    put(
        InformationPage(
            title=TITLE,
            slug="sources",
            summary="Where the facts on this site come from, on what terms, and what could not be found.",
            body=BODY,
            show_contents=True,
        ),
        made.home,
    )
