"""Hypothesis strategies for whole plans: every field is used, and every reference leads somewhere."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from samsyn.plandoc import model as m

# Anything that a database can hold: no NUL and no lone surrogates.
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        st.sampled_from("\n\t:#-|>'\"&*!%@`{}[], åäö\x85\u2028"),
    ),
    max_size=150,
)
TRICKY = st.sampled_from(
    [
        "",
        "null",
        "~",
        "no",
        "2026",
        "0680",
        "2026-03-05",
        "1e3",
        "- a",
        "a\n\nb",
        " x ",
        "y\n",
        "a\r\nb",
        "\ufeff",
        "\x0b",
    ]
)
TEXT = st.one_of(TEXTS, TRICKY)
LINE = TEXT.filter(bool)
WHEN = TEXT.map(lambda text: text[:100])
CODE = TEXT.map(lambda text: text[:10])
KEY = st.from_regex(r"[A-Za-z0-9_-]{1,9}", fullmatch=True)
MONEY = st.integers(0, 10**14)
BALANCE = st.none() | st.integers(-(10**14), 10**14)


def some(names: list[str] | list[int]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.sampled_from(names), unique=True, max_size=3).map(tuple) if names else st.just(())


def keys(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(KEY, unique=True, max_size=most)


@st.composite
def budgets(draw: st.DrawFn, year: int) -> m.Budget:
    names = draw(keys(6))
    half = len(names) // 2

    def lines(
        of: list[str], kinds: type[m.IncomeKind] | type[m.CostKind]
    ) -> st.SearchStrategy[tuple[m.BudgetLine, ...]]:
        label = LINE.filter(lambda text: "ing" not in text.lower() and "ib" not in text.lower())
        return st.tuples(
            *(
                st.builds(m.BudgetLine, st.just(key), label, st.sampled_from(kinds), st.none() | MONEY, note=TEXT)
                for key in of
            )
        )

    return m.Budget(
        year,
        draw(st.sampled_from(m.BudgetVersion)),
        draw(BALANCE),
        draw(lines(names[:half], m.IncomeKind)),
        draw(lines(names[half:], m.CostKind)),
        draw(st.builds(m.Reported, BALANCE, BALANCE, BALANCE)),
        draw(TEXT),
        draw(
            st.builds(
                m.Sharing,
                st.sampled_from(m.ShareKey),
                st.integers(0, 100),
                st.lists(st.builds(m.OwnShare, KEY, st.integers(0, 100_00)), max_size=3).map(tuple),
            )
        ),
    )


@st.composite
def plans(draw: st.DrawFn) -> m.Plan:
    goals = draw(st.lists(st.integers(1, 999), unique=True, max_size=3))
    focus, parties, bodies = draw(keys(3)), draw(keys(3)), draw(keys(3))
    codes = draw(st.lists(KEY, unique=True, max_size=7))
    cut = draw(st.integers(0, len(codes)))
    area_codes, activity_codes = codes[:cut], codes[cut:]

    def area(at: int, kind: m.AreaKind, steps: tuple[m.Area, ...] = ()) -> m.Area:
        return draw(
            st.builds(
                m.Area,
                code=st.just(area_codes[at]),
                kind=st.just(kind),
                title=LINE,
                what=TEXT,
                aim=TEXT,
                partners=TEXT,
                parties=some(parties),
                time=TEXT,
                follow_up=TEXT,
                indicator=TEXT,
                responsible=TEXT,
                bodies=some(bodies),
                goals=some(goals),
                global_goals=some([1, 7, 17]),
                focus_areas=some(focus),
                depends_on=some(area_codes[:at]),
                waits_for=TEXT,
                carried_over=st.booleans(),
                continues=st.booleans(),
                note=TEXT,
                steps=st.just(steps),
            )
        )

    areas: list[m.Area] = []
    at = 0
    while at < len(area_codes):
        kind = draw(st.sampled_from([kind for kind in m.AreaKind if kind is not m.AreaKind.STEP]))
        inside = draw(st.integers(0, len(area_codes) - at - 1)) if kind is m.AreaKind.PROGRAMME else 0
        steps = tuple(area(at + 1 + step, m.AreaKind.STEP) for step in range(inside))
        areas.append(area(at, kind, steps))
        at += 1 + inside
    activities = tuple(
        draw(
            st.builds(
                m.Activity,
                code=st.just(code),
                kind=st.sampled_from(m.ActivityKind),
                title=LINE,
                purpose=TEXT,
                partners=TEXT,
                parties=some(parties),
                time=TEXT,
                responsible=TEXT,
                bodies=some(bodies),
                group=st.sampled_from(["", *bodies]),
                practical=TEXT,
                content=TEXT,
                goals=some(goals),
                placed=st.lists(st.dates(date(1990, 1, 1), date(2100, 1, 1)), max_size=2).map(tuple),
                confidential=st.booleans(),
                note=TEXT,
            )
        )
        for code in activity_codes
    )
    first = draw(st.integers(1990, 2100))
    return m.Plan(
        title=draw(LINE),
        key=draw(KEY),
        first_year=first,
        last_year=draw(st.integers(first, 2100)),
        vision=draw(TEXT),
        decision=draw(st.none() | st.builds(m.Decision, st.sampled_from(bodies), WHEN)) if bodies else None,
        sections=tuple(m.Section(key, draw(LINE), draw(TEXT)) for key in draw(keys(2))),
        goals=tuple(m.Goal(number, draw(LINE), draw(TEXT)) for number in goals),
        strategies=(m.Strategy("s", draw(LINE), draw(WHEN), tuple(m.FocusArea(k, draw(LINE)) for k in focus)),),
        parties=tuple(
            m.Party(key, draw(LINE), draw(st.sampled_from(m.PartyKind)), draw(st.integers(1, 99)), draw(CODE))
            for key in parties
        ),
        bodies=tuple(m.Body(key, draw(LINE), "steering", draw(TEXT), draw(TEXT)) for key in bodies),
        areas=tuple(areas),
        activities=activities,
        budgets=tuple(draw(budgets(year)) for year in draw(st.lists(st.integers(1990, 2100), unique=True, max_size=2))),
    )
