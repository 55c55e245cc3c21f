"""Where the sources contradict each other, as the README of the data lists it."""

DUDLEY = "dudley-peoples-panel-2019"
CAMBRIDGE = "greater-cambridge-citizens-assembly-2019"
ROMSEY = "romsey-citizens-assembly-2019"

DISCREPANCIES: dict[str, tuple[str, ...]] = {
    DUDLEY: (
        "The shortlist ballots. Table 6 of the report gives the Black Country Living Museum 20 votes. The "
        "labelled bar in Chart 3 shows 12, and 20 for “Capital of the Black Country”. Table 7 gives "
        "“livelier” 19 votes. The bar in Chart 4 shows 17, and 19 for “leisure”. Our pages of "
        "recommendations follow the tables. Our pages of ballots follow the bars.",
        "The last ballot. The summary says that 11 of 12 proposals had over 80% support. One had exactly "
        "80.0%.",
        "The number of members. 40 people completed both weekends and cast ballots, 44 devices voted on "
        "day 2, 42 people are listed, and the pie charts fit a base of 42.",
        "The map of members. In Chart 2, the split of the population by area (40, 40 and 20%) is that of the "
        "recruitment plan, not that of the borough.",
        "A name. Sue Haywood is also spelled Hayward.",
        "The Cabinet meeting on the Hippodrome. Dudley News says Thursday. The agenda shows Wednesday "
        "23 September 2020.",
    ),
    CAMBRIDGE: (
        "Ballot 4. The labels for the clean air zone and the flexible charge add up to 52, and those for "
        "parking charges to 51, of 53 members.",
        "The vote on the vision. Page 19 says that members had up to eight choices, page 54 says six.",
        "The date. The mySociety register dates this assembly 2023. It was 2019.",
        "The name. The programme page says Greater Cambridgeshire Partnership. It is Greater Cambridge "
        "Partnership.",
    ),
    ROMSEY: (
        "The number of members. The report gives both 40 and 42. The register and the local paper say 42.",
    ),
}

# Those that concern who the members were.
SELECTION_NOTES: dict[str, tuple[str, ...]] = {DUDLEY: DISCREPANCIES[DUDLEY][2:4]}

OTHER_SPELLINGS = {"Sue Haywood": "Sue Hayward"}

BALLOT_NOTES = {
    "DUD-BALLOT-1": "The summary says that 11 of 12 proposals had over 80% support. One had exactly 80.0%.",
}
