"""The words of a call: fixed, short, honest, and only to those they are for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.organisation import read as read_organisation
from handlers.card import Card
from handlers.turn import Reader
from handlers.views import contact_caller, contact_choices, contact_clock, contact_news, contact_staff
from handlers.views.contact_words import Seen, at
from locales.catalogue import catalogue
from rules.contact import Because, Contact, DayWarning, Question, Reason, State, Wish
from rules.organisation import Organisation, Signpost
from rules.people import Person, Role
from tests.rules.contact_people import (
    AISHA,
    DAN,
    LENA,
    MARIA,
    MONDAY,
    TEAM,
    after,
    called,
    ladder,
)

NUMBER = "07700900123"
PEOPLE = {
    MARIA: Person(MARIA, TEAM, "Maria", "fi", phone=NUMBER),
    DAN: Person(DAN, TEAM, "Dan", "en", Role.PRACTITIONER),
    AISHA: Person(AISHA, TEAM, "Aisha", "en", Role.PRACTITIONER),
    LENA: Person(LENA, TEAM, "Lena", "en", Role.LEAD),
}
NAMES = {person.id: person.name for person in PEOPLE.values()}
ORGANISATION = Organisation(
    "Open Dialogue Kent",
    "Europe/London",
    "GB",
    (Signpost({"en": "Danger"}, "999", date(2026, 11, 1), "Lena", emergency=True),),
)
FACTS: dict[str, str | int] = {"people": 2, "on_duty": 1, "at": MONDAY.isoformat()}


def reader(person: Person, now: datetime = MONDAY, language: str = "en") -> Reader:
    return Reader(person, catalogue(language), "Europe/London", now, ORGANISATION, "tornio_bot")


def seen(contact: Contact) -> Seen:
    return Seen(contact, PEOPLE[MARIA], NAMES)


def stages() -> Iterator[tuple[str, Contact]]:
    """A call at each place it can be in."""
    opened = called(ladder(on_duty=(DAN,)))
    taken = replace(opened, state=State.TAKEN, owner=DAN, asking=(), promise_due_at=after(minutes=30))
    spoke = replace(taken, spoken_at=MONDAY, replied_at=MONDAY, promise_due_at=None)
    yield "asked", opened
    yield "second step", replace(opened, step=2, asks=2, asked=(DAN, AISHA, LENA), asking=(AISHA, LENA))
    yield "nobody", replace(opened, nobody_since=MONDAY, asking=())
    yield "taken", taken
    yield "tried", replace(taken, tries=3, tried_at=MONDAY)
    yield "asked for a number", replace(taken, question=Question.NUMBER, question_at=MONDAY)
    yield "asked when", replace(taken, question=Question.WHEN, question_at=MONDAY)
    yield "unneeded", replace(taken, unneeded_at=MONDAY)
    yield "owner gone", replace(opened, former=DAN, because=Because.OWNER_GONE, asking=(LENA,), asks=2)
    yield "passed on", replace(taken, owner=AISHA, spoken_at=MONDAY, spoken_by=DAN, replied_at=MONDAY)
    yield "broken", replace(taken, state=State.OPEN, asking=(LENA,), promise_due_at=None)
    yield "spoken", spoke
    yield "handing", replace(spoke, handing_to=AISHA)
    yield "asked others", replace(spoke, state=State.OPEN, asking=(LENA,))
    yield "offered", replace(spoke, offered_at=MONDAY)
    yield "agreed", replace(spoke, offered_at=MONDAY, agreed_at=MONDAY)
    yield "later", replace(spoke, later_at=MONDAY)
    for reason in Reason:
        yield f"closed {reason}", replace(spoke, state=State.CLOSED, reason=reason)


STAGES = dict(stages())
stage = pytest.mark.parametrize("contact", STAGES.values(), ids=STAGES.keys())


def words(card: Card) -> str:
    return f"{card.title}\n{card.body}"


def labels(card: Card) -> list[str]:
    return [key.label for row in card.rows for key in row]


@stage
@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("wish", [None, *Wish])
def test_every_card_fits_a_phone(contact: Contact, language: str, wish: Wish | None) -> None:
    contact = replace(contact, wish=wish)
    for person in PEOPLE.values():
        who = reader(person, language=language)
        view = contact_caller.today if person.id == MARIA else contact_staff.today
        card = view(seen(contact), who)
        assert all(0 < len(label) <= 32 for label in labels(card)), labels(card)
        assert labels(card)[-1] == who.t.gettext("Home")
        assert len(words(card).replace("Danger: 999", "").split()) <= 60, words(card)


@stage
@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("number", [None, NUMBER])
@pytest.mark.parametrize("wish", [None, *Wish])
def test_a_card_of_somebody_who_cannot_be_written_to_fits_and_expects_nothing(
    contact: Contact, language: str, number: str | None, wish: Wish | None
) -> None:
    gone = Seen(replace(contact, wish=wish), replace(PEOPLE[MARIA], reachable=False, phone=number), NAMES)
    who = reader(PEOPLE[DAN], language=language)
    card = contact_staff.today(gone, who)
    assert len(words(card).split()) <= 60, words(card)
    assert who.t.gettext("They expect to hear from you by %(time)s.").partition("%")[0] not in card.body


@stage
def test_only_whoever_has_the_call_reads_who_called_and_the_number(contact: Contact) -> None:
    for person in (DAN, AISHA, LENA):
        said = words(contact_staff.today(seen(contact), reader(PEOPLE[person])))
        mine = contact.owner == person and not contact.is_closed
        assert ("Maria" in said) is mine
        assert ("07700 900 123" in said) is mine


@stage
def test_a_caller_who_still_waits_reads_the_numbers(contact: Contact) -> None:
    said = words(contact_caller.today(seen(contact), reader(PEOPLE[MARIA])))
    if contact.spoken_at is None:
        assert "This chat is not an emergency service." in said
        assert "999" in said


@stage
def test_no_card_promises_more_than_is_known(contact: Contact) -> None:
    said = words(contact_caller.today(seen(contact), reader(PEOPLE[MARIA]))).casefold()
    for untrue in ("on the way", "safe", "sorry", "understand", "do not worry", "soon"):
        assert untrue not in said


def test_seen_is_only_said_when_a_human_tapped() -> None:
    for name, contact in STAGES.items():
        said = words(contact_caller.today(seen(contact), reader(PEOPLE[MARIA])))
        assert ("has seen" in said) is (name in {"taken", "tried"}), name


def test_the_first_words_say_automatic_who_and_when() -> None:
    card = contact_news.opened(seen(STAGES["asked"]), FACTS, reader(PEOPLE[MARIA]))
    assert "This message is automatic. We asked 2 people in our team at 2pm." in card.body
    alone = contact_news.opened(seen(STAGES["asked"]), {**FACTS, "people": 1, "on_duty": 0}, reader(PEOPLE[MARIA]))
    assert "Nobody is on duty. We asked 1 person in our team at 2pm." in alone.body


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("on_duty", [0, 1])
def test_the_first_words_with_the_numbers_of_a_real_team_are_one_look(language: str, on_duty: int) -> None:
    kent = read_organisation(Path(__file__).parents[2] / "organisation.kent.toml")
    maria = replace(reader(PEOPLE[MARIA], MONDAY.replace(minute=1), language), organisation=kent)
    facts = {**FACTS, "people": 4, "on_duty": on_duty, "at": MONDAY.replace(minute=1).isoformat()}
    asked = replace(STAGES["asked"], opened_at=MONDAY.replace(minute=1))
    for card in (contact_news.opened(seen(asked), facts, maria), contact_caller.today(seen(asked), maria)):
        assert len(words(card).split()) <= 60, words(card)
        assert "999" in card.body
        assert "111" in card.body
        assert "116" not in card.body, "the other numbers are one tap away"
        assert maria.t.gettext("Numbers to call now") in labels(card)


def test_words_that_are_no_longer_true_are_not_sent() -> None:
    maria, dan, lena = (reader(PEOPLE[who]) for who in (MARIA, DAN, LENA))
    taken, asked, spoke = (seen(STAGES[name]) for name in ("taken", "asked", "spoken"))
    assert contact_news.waiting(taken, {**FACTS, "why": "round"}, maria) is None
    assert contact_news.taken(asked, {"owner": DAN}, maria) is None
    assert contact_news.taken(taken, {"owner": AISHA}, maria) is None
    assert contact_news.nobody(asked, maria) is None
    assert contact_news.not_reached(spoke, {"owner": DAN}, maria) is None
    assert contact_news.how(taken, {"owner": AISHA}, maria) is None
    assert contact_news.closed(asked, maria) is None
    assert contact_staff.ask(taken, {"round": 1}, lena) is None
    assert contact_staff.ask(asked, {"round": 2}, lena) is None
    assert contact_clock.promise_due(spoke, {}, dan) is None
    assert contact_clock.promise_due(taken, {}, lena) is None
    assert contact_clock.nobody(asked, lena) is None
    assert contact_clock.passed(spoke, {"what": "asked", "owner": DAN}, lena) is None
    assert contact_clock.passed(spoke, {"what": "done", "owner": AISHA}, dan) is None
    assert contact_clock.passed(spoke, {"what": "declined", "to": AISHA}, lena) is None


@pytest.mark.parametrize(
    ("warning", "kept"),
    [
        (DayWarning.REPLY, "spoken"),
        (DayWarning.OFFER, "offered"),
        (DayWarning.MEETING, "agreed"),
        (DayWarning.LEADS, "agreed"),
        (DayWarning.LEADS, "later"),
    ],
)
def test_a_warning_is_dropped_once_the_thing_has_happened(warning: DayWarning, kept: str) -> None:
    facts: dict[str, str | int] = {"warning": warning.value, "hours": 12}
    dan = reader(PEOPLE[DAN])
    assert contact_clock.warning(seen(STAGES["taken"]), facts, dan) is not None
    assert contact_clock.warning(seen(STAGES[kept]), facts, dan) is None


def test_a_late_message_says_when_it_was_due() -> None:
    card = Card("Somebody asks to talk")
    dan = reader(PEOPLE[DAN], now=after(hours=1))
    assert contact_clock.with_lateness(card, {}, dan) == card
    late = contact_clock.with_lateness(card, {"planned": MONDAY.isoformat()}, dan)
    assert "This was due at 2pm and is late." in late.body


def test_a_lock_screen_shows_no_surname() -> None:
    contact = STAGES["taken"]
    caller = replace(PEOPLE[MARIA], name="Maria Virtanen")
    card = contact_staff.today(Seen(contact, caller, NAMES), reader(PEOPLE[DAN]))
    assert "Maria called at 2pm." in card.body
    assert "Virtanen" not in words(card)
    nameless = Seen(contact, replace(caller, name="\u202e"), NAMES)
    assert "Somebody called at 2pm." in contact_staff.today(nameless, reader(PEOPLE[DAN])).body


def test_a_time_of_another_day_says_which() -> None:
    assert at(MONDAY, reader(PEOPLE[DAN])) == "2pm"
    tomorrow = at(MONDAY + timedelta(hours=20), reader(PEOPLE[DAN]))
    assert tomorrow == "tomorrow, Tuesday 24 November 2026 at 10am"


def test_a_call_without_an_answer_shows_no_way_to_close_it() -> None:
    for name in ("taken", "broken"):
        card = contact_staff.today(seen(STAGES[name]), reader(PEOPLE[DAN]))
        assert "Close this call" not in labels(card)
    tried = contact_staff.today(seen(STAGES["tried"]), reader(PEOPLE[DAN]))
    assert "Close this call" in labels(tried)
    why = contact_choices.close_why(seen(STAGES["tried"]), reader(PEOPLE[DAN]))
    assert labels(why)[:-2] == ["We could not reach them"]
