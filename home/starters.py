"""The words of the starter pages. A council changes them; what is in square brackets it must fill in."""

from .passages import heading, notice, points, text

FILL_IN = notice(
    "For the council",
    "This is a starter page. Read it, change what is not true for you, and take this notice away.",
)

STARTERS = (
    {
        "title": "About this site",
        "slug": "about",
        "summary": "What this site is for and how to read it.",
        "body": [
            text(
                "A citizens' assembly brings together people chosen by lot. They hear evidence, "
                "talk it over, "
                "and say what they think should be done. This site shows all of it in one place.",
                "It has one promise: nobody has to ask what became of a recommendation.",
            ),
            heading("How to read the tracker"),
            text("Each recommendation has two answers. We never mix them."),
            points(
                "<b>Decision:</b> what the council said. For example accepted, accepted in part, "
                "or not accepted.",
                "<b>Delivery:</b> how far it has got. For example under way, delivered, or stopped.",
            ),
            text(
                "“Not reported” means that we have found no report. It does not mean that nothing was done.",
                "Totals count only what the council itself has said. Sometimes an editor matches "
                "a piece of news "
                "to a recommendation, although the source does not mention the assembly. We show "
                "it, we say so, "
                "and we do not count it.",
            ),
            heading("Where the facts come from"),
            text(
                "Every page lists its sources. Questions, recommendations and ballot papers are "
                "word for word. "
                "Where sources differ, we say how.",
            ),
        ],
    },
    {
        "title": "Accessibility statement",
        "slug": "accessibility",
        "summary": "How easy this site is to use, and what to do if it is not.",
        "show_contents": True,
        "body": [
            FILL_IN,
            text("We want as many people as possible to be able to use this site. You should be able to:"),
            points(
                "make the text up to four times larger without losing any of it",
                "use every part of the site with a keyboard alone",
                "use it with a screen reader",
                "use it without JavaScript",
                "read every chart as a table",
            ),
            heading("How it was made to be accessible"),
            text(
                "The site is built to meet the Web Content Accessibility Guidelines version 2.2 at level AA. "
                "Each new version of the software is checked by machine on every kind of page. "
                "A machine cannot find every fault, and documents that others made may not meet "
                "the guidelines."
            ),
            heading("What is not accessible"),
            text(
                "[List what you know is not accessible, such as older PDF files and films without captions, "
                "and when you will mend it.]"
            ),
            heading("Ask for another format"),
            text(
                "You can ask us for large print, easy read, an audio recording or braille. "
                'Our e-mail address is on the <a href="/contact/">contact page</a>. '
                "Tell us the address of the page and the format you need."
            ),
            heading("Tell us about a problem"),
            text("If you find a problem that is not listed here, please tell us. We will look at it."),
            heading("If you are not happy with our answer"),
            text(
                "The Equality and Human Rights Commission enforces the accessibility rules for public bodies "
                "in Great Britain. If our answer does not help, the Equality Advisory and Support Service "
                "can advise you."
            ),
            heading("About this statement"),
            text(
                "[Say when this statement was written, when it was last looked at, and who tested the site.]"
            ),
        ],
    },
    {
        "title": "Privacy notice",
        "slug": "privacy",
        "summary": "What this site knows about you. It is very little.",
        "show_contents": True,
        "body": [
            FILL_IN,
            text(
                "You can read everything on this site without telling us who you are. "
                "There is no account, no advertising and no counting of visitors by other firms."
            ),
            heading("Cookies"),
            text(
                "Readers get no cookies, so there is nothing to agree to. "
                "Council staff who sign in to edit get the cookies that keep them signed in."
            ),
            heading("What our web server writes down"),
            text(
                "A web server notes each request: the time, the address asked for, and the "
                "internet address it "
                "came from. We use this only to keep the site running and safe. "
                "[Say how long you keep these notes.]"
            ),
            heading("Films on other sites"),
            text(
                "Some films are on another firm's site. Nothing is loaded from there until you "
                "ask for the film."
            ),
            heading("People named on this site"),
            text(
                "Members of an assembly are not named unless they agreed. People who gave evidence are named "
                "with their role, as in the published reports. If you are named here and think it is wrong, "
                "please tell us."
            ),
            heading("Your rights"),
            text(
                "You can ask what we hold about you, and ask us to correct or erase it. "
                "[Name your data protection officer and how to reach them.] "
                "You can also complain to the Information Commissioner's Office."
            ),
        ],
    },
    {
        "title": "Contact",
        "slug": "contact",
        "summary": "How to reach the people who run this site.",
        "body": [
            FILL_IN,
            heading("Questions about an assembly"),
            text("[Give an e-mail address, a telephone number and a postal address.]"),
            heading("Something is wrong on a page"),
            text(
                "If a fact is wrong, tell us which page and where you know it from. "
                "If it is wrong, we correct it and say that we did."
            ),
            heading("Ask for another format"),
            text("Tell us the address of the page or document, and the format you need."),
        ],
    },
)
