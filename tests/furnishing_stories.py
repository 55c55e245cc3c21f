"""Stories of members for the furnished site: in words, as a film, as a recording, on another site."""

from tests import factories
from tests.factories import citation


def tell_stories(made):
    """A list of stories with one of each kind below the assembly."""
    made.stories = factories.story_index(
        made.assembly,
        title="Stories",
        slug="stories",
        summary="Members tell how it was.",
        citations=[citation()],
    )
    made.story = factories.story(
        made.stories,
        title="I had never spoken in public",
        slug="never-spoken",
        summary="How I came to speak.",
        shown_as="Ada",
        body=[
            ("heading", {"text": "The first day", "level": "2"}),
            ("paragraph", "<p>I was <b>very</b> nervous.</p>"),
            ("quote", {"quote": "Say it again, please.", "attribution": "My neighbour at the table"}),
        ],
        portrait=factories.picture(),
        film=factories.film(),
        transcript="Good morning, everybody.",
        citations=[citation()],
    )
    factories.story(
        made.stories,
        title="On another site",
        film_address="https://www.youtube.com/watch?v=abc",
        transcript="Hello.",
    )
    factories.story(made.stories, title="A recording", film=factories.film("mp3"), transcript="Hello.")
