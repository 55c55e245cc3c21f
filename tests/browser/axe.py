"""axe-core in a window: what stands in the way of those who use a screen reader, a keyboard, a magnifier."""

from pathlib import Path

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
# Off by default, and part of WCAG 2.2 AA.
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


def violations(page, inside: str = "", outside: tuple[str, ...] = ()) -> list[str]:
    """Every barrier on the page as it is now, best practices included: rule, reason and the element."""
    # Wagtail brings an axe of its own into its editor, set to its own wishes.
    if not page.evaluate("window.axeOfTheTests === true"):
        page.evaluate(AXE.read_text())
        page.evaluate("window.axeOfTheTests = true")
    place = {"include": [inside or "html"]} | ({"exclude": list(outside)} if outside else {})
    found = page.evaluate("([place, options]) => axe.run(place, options)", [place, OPTIONS])
    return [
        f"{each['id']}: {each['help']} {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
