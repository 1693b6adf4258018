"""Every button, pressed by every kind of person who may not: refused, and nothing changes or is learned.

Made from `handlers.buttons.BUTTONS` itself. A new button says in `matrix_table.MAY` who may press it.
"""

import asyncio

import pytest

from handlers.buttons import BUTTONS, Button
from handlers.buttons.contact import Take
from handlers.buttons.invitation import LinkLanguage, NotMe, ThatIsMe
from handlers.buttons.network import ChooseSecond, ChooseThird, OtherNames, TakeName, TypePhone
from rules.decision import Situation
from tests.handlers.matrix_buttons import Facts, Maker, of_other_kinds, stale, unknown
from tests.handlers.matrix_people import ONCE_INSIDE, OUTSIDERS, PHONED, Who
from tests.handlers.matrix_presses import (
    Rows,
    accepted,
    aside,
    difference,
    effect,
    goes_before,
    hears,
    leaked,
    others_heard,
    phone_of,
    presses,
    refused,
    tables,
)
from tests.handlers.matrix_table import AGAIN, ANY_STAFF, BOTH, MAY
from tests.handlers.matrix_world import Pattern, build, copy_of, rewind

LINKS = (ThatIsMe, NotMe, LinkLanguage)
OVER = ("closed", "cancelled", "withdrawn")
"""Things about which nothing can be done any more."""
every_button = pytest.mark.parametrize("button", BUTTONS, ids=lambda button: f"{button.__name__}-{button.tag}")


@pytest.fixture(scope="module")
def pattern() -> Pattern:
    return build()


@pytest.fixture(scope="module")
def known(pattern: Pattern) -> tuple[Maker, Rows]:
    """What makes the buttons, and every row before anybody presses."""

    async def read() -> tuple[Maker, Rows]:
        async with copy_of(pattern) as world:
            facts = await world.house.database.run(lambda tx: Facts.read(tx, pattern.theirs))
            return Maker(pattern, facts), await tables(world)

    return asyncio.run(read())


@pytest.fixture(scope="module")
def maker(known: tuple[Maker, Rows]) -> Maker:
    return known[0]


@pytest.fixture(scope="module")
def before(known: tuple[Maker, Rows]) -> Rows:
    return known[1]


def test_the_table_names_every_button() -> None:
    missing = [button.__name__ for button in BUTTONS if button not in MAY]
    assert not missing, (
        f"Say in tests/handlers/matrix_table.py who may press {', '.join(missing)}: everybody else is tried here."
    )
    assert set(MAY) == set(BUTTONS), "the table names a button that is not there any more"


@every_button
async def test_whoever_may_not_is_refused_and_learns_nothing(
    pattern: Pattern, maker: Maker, button: type[Button]
) -> None:
    nobody = tuple(who for who in Who if who not in MAY[button])
    trouble = await tried(pattern, maker, button, nobody)
    if trouble:
        # All at once is quick; one by one says who it was.
        alone = [f"{who}: {found}" for who in nobody for found in await tried(pattern, maker, button, (who,))]
        pytest.fail("\n".join(alone or trouble), pytrace=False)


async def tried(pattern: Pattern, maker: Maker, button: type[Button], nobody: tuple[Who, ...]) -> list[str]:
    """What went wrong when these people pressed the button about each of the things.

    Those who know nothing of the family press fewer, and must not even read whether there is such a thing. Those who
    were inside, or are, press about every thing; of the others every third thing is each one's.
    """
    first, *others = maker.about(button)
    nothing = unknown(first[0])
    async with copy_of(pattern) as world:
        was = await tables(world, *nobody)
        pressed, told_apart = [], []
        for place, who in enumerate(nobody):
            rest = [other[0] for other in others]
            some = rest[place % 3 :: 3]
            made = [*first, *(rest if who in ONCE_INSIDE else some)] if who not in OUTSIDERS else [first[0], *some]
            mine = [presses(world, who, each, forwarded=number % 2 == 1) for number, each in enumerate(made)]
            if who in OUTSIDERS and nothing is not None:
                told_apart.append((who, mine[0], presses(world, who, nothing)))
            pressed += mine
        await world.settle()
        now = await tables(world, *nobody)
        changed = [] if now == was else [f"something changed:\n{difference(was, now)}"]
        silent = [f"no answer to {press.data}" for press in pressed if press.answered_at is None]
        heard = [f"somebody heard: {words}" for words in others_heard(world, *nobody)]
        read = [f"{who} read {words}" for who in nobody if (words := leaked(world, who))]
        probed = [
            f"{who} reads {theirs.text!r} where there is such a thing, and {none.text!r} where there is none"
            for who, theirs, none in told_apart
            if theirs.text != none.text
        ]
        return [*changed, *silent, *heard, *read, *probed]


@every_button
async def test_whoever_may_is_heard(pattern: Pattern, maker: Maker, button: type[Button]) -> None:
    """The table must not be stricter than the house: each of these has something the button does."""
    refusals = {}
    async with copy_of(pattern) as world:
        for who in Who:
            if who not in MAY[button]:
                continue
            await rewind(world, pattern)
            found = await accepted(world, maker, button, who)
            if isinstance(found, list):
                refusals[who.value] = found
            allowed = {PHONED} if button in LINKS else set()
            assert not leaked(world, who, allowed), f"{who} read {leaked(world, who, allowed)}"
            assert await aside(world) == 0, f"the press of {who} was set aside"
    assert not refusals, f"the table lets them press it, and nothing of theirs could be: {refusals}"


@every_button
async def test_the_same_press_again_does_nothing_more(
    pattern: Pattern, maker: Maker, before: Rows, button: type[Button]
) -> None:
    """Twice by the same person, and by two people, in one batch of updates."""
    who, *others = [who for who in reversed(Who) if who in MAY[button]]
    async with copy_of(pattern) as world:
        chosen = await accepted(world, maker, button, who)
        assert isinstance(chosen, Button)

        async def together(*people: Who) -> list[str]:
            await rewind(world, pattern)
            for each in dict.fromkeys(people):
                goes_before(world, maker, each, button)
            made = [presses(world, each, chosen) for each in people]
            await hears(world)
            assert all(press.answered_at is not None for press in made)
            assert await aside(world) == 0
            return effect(before, await tables(world), pattern)

        once = await together(who)
        if button not in AGAIN:
            assert await together(who, who) == once
        if others and button not in BOTH:
            assert await together(who, others[0]) == once, f"{who} and {others[0]} both had an effect"
        elif others:
            assert await together(who, others[0])


@every_button
async def test_a_button_of_another_day_or_about_another_kind_of_thing_does_nothing(
    pattern: Pattern, maker: Maker, before: Rows, button: type[Button]
) -> None:
    who = next(who for who in reversed(Who) if who in MAY[button])
    todays = [each for choices in maker.about(button) for each in choices]
    dead = [*stale(todays[0]), *of_other_kinds(todays[0], pattern)]
    dead += [each for choices in maker.about(button, *OVER) for each in choices if maker.is_about(each, *OVER)]
    if not dead:
        return
    async with copy_of(pattern) as world:
        made = []
        for each in dead:
            goes_before(world, maker, who, button)
            made.append(presses(world, who, each))
        await hears(world)
        now = await tables(world)
        assert effect(before, now, pattern) == [], "\n".join(f"{p.data}: {p.text}" for p in made)
        assert all(press.answered_at is not None for press in made)
        assert await aside(world) == 0


@pytest.mark.parametrize("button", [ChooseSecond, ChooseThird, OtherNames, TakeName])
async def test_only_staff_open_a_network_without_a_call(pattern: Pattern, maker: Maker, button: type[Button]) -> None:
    made = maker.without_a_call(button)
    nobody = [who for who in Who if who not in ANY_STAFF]
    async with copy_of(pattern) as world:
        was = await tables(world, *nobody)
        pressed = [presses(world, who, made) for who in nobody]
        await world.settle()
        assert {refused(press) for press in pressed} == {Situation.NOT_FOR_YOU}
        assert await tables(world, *nobody) == was


async def test_a_member_is_asked_for_nobody_elses_number(pattern: Pattern) -> None:
    net, ids = pattern.theirs.networks["open"], pattern.ids
    async with copy_of(pattern) as world:
        was = await tables(world, Who.MEMBER)
        theirs = (ids[Who.CENTRE], ids[Who.SUGGESTED], ids[Who.LEFT], pattern.theirs.people["phoned"])
        pressed = [presses(world, Who.MEMBER, TypePhone(net, person)) for person in theirs]
        phone_of(world, Who.MEMBER).says("07700 900123")
        await world.settle()
        assert {refused(press) for press in pressed} == {Situation.NOT_FOR_YOU}
        assert await tables(world, Who.MEMBER) == was


async def test_the_first_of_two_who_take_a_call_has_it(pattern: Pattern, maker: Maker) -> None:
    call = pattern.theirs.contacts["open"]
    async with copy_of(pattern) as world:
        first = presses(world, Who.STAFF, Take(call, maker.facts.rounds[call]))
        second = presses(world, Who.CORE, Take(call, maker.facts.rounds[call]))
        await world.settle()
        assert refused(first) is None
        assert refused(second) is Situation.ALREADY_TAKEN
