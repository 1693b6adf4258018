"""The words of meetings: who reads names, what fits a phone, and that no card can be broken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.buttons import decode, encode
from handlers.card import Card
from handlers.turn import Reader
from handlers.views import (
    meeting,
    meeting_after,
    meeting_agreed,
    meeting_day,
    meeting_others,
    meeting_phone,
    meeting_place,
    meeting_propose,
    meeting_propose_words,
    meeting_settle,
    meeting_wishes,
)
from handlers.views.meeting_words import Known
from locales.catalogue import LANGUAGES, catalogue
from rules.agreement import agree, cancel
from rules.meeting import (
    Answer,
    DayStatus,
    Meeting,
    Mode,
    NextMeeting,
    NextStep,
    Part,
    Participant,
    Preference,
    State,
    is_staff_side,
)
from rules.meeting_asking import withdraw
from rules.meeting_day import record_met
from rules.meeting_phone import Topic
from rules.meeting_wishes import set_hold
from rules.notice import Subject
from rules.people import Person
from rules.when import TimeTrouble, Trouble
from tests.rules.meeting_examples import (
    AISHA,
    DAN,
    EVA,
    KENT,
    LEE,
    LENA,
    MARIA,
    NETWORK,
    NOW,
    ONE,
    PARTICIPANTS,
    SAM,
    asked,
    at_home,
    by_phone,
    say_day,
    with_answers,
)

EVERYONE = (SAM, MARIA, EVA, DAN, AISHA)
NAMES = Known(
    names={p.id: p.name for p in (*EVERYONE, LENA)},
    code_name="Quiet Harbour",
    by_phone=frozenset({EVA.id}),
)
WITH_LEE = (*PARTICIPANTS, Participant(LEE.id, Part.STAFF))
LABEL_LIMIT = 30
"""Characters of a key that a narrow phone shows whole."""
WORDS_LIMIT = 60
"""Domain.md section 6; for families, and for staff screens that are not lists."""

READY = with_answers(asked(by=MARIA), Answer.CAN, SAM, DAN, AISHA)
AGREED = agree(with_answers(READY, Answer.CAN, EVA), option=ONE, by=DAN, organisation=KENT, now=NOW).value
END = NOW + timedelta(days=1, hours=1)
LATE = say_day(AGREED, person=EVA.id, status=DayStatus.LATE, minutes=20, by=EVA, now=NOW).value
ONE_LEFT = say_day(AGREED, person=AISHA.id, status=DayStatus.CANNOT, by=AISHA, now=NOW).value
NOBODY = say_day(ONE_LEFT, person=DAN.id, status=DayStatus.CANNOT, by=DAN, now=NOW).value
HELD = record_met(AGREED, met=True, was=State.AGREED, by=DAN, now=END).value
OPTION = AGREED.options[0]
CANCELLED = cancel(AGREED, by=DAN, now=NOW).value


TASK = f"{AGREED.id}.0123456789abcdef"


def call(topic: Topic) -> meeting_phone.Call:
    """Dan has phoned Maria already; Sam and Eva are left."""
    return meeting_phone.Call(TASK, topic, (SAM.id, EVA.id), {MARIA.id: DAN.id})


def reader(person: Person, language: str = "en", *, later: timedelta = timedelta(0)) -> Reader:
    return Reader(person, catalogue(language), "Europe/London", NOW + later, KENT, "tornio_bot")


def known(value: Meeting, person: Person) -> Known:
    return NAMES if is_staff_side(value, person) else Known()


def cards(person: Person, language: str = "en") -> Iterator[tuple[str, Card]]:
    """Every meeting screen this person could see, by name."""
    r = reader(person, language)
    for name, value in (
        ("asked", asked()),
        ("answered", with_answers(asked(), Answer.CAN, *EVERYONE)),
        ("ready", READY),
        ("held back", set_hold(READY, hold=True, by=SAM, now=NOW).value),
    ):
        yield name, meeting.asking(value, r, known(value, person))
    yield "go ahead first", meeting_wishes.go_ahead_first(READY, r, known(READY, person))
    yield "question", meeting.question(READY, READY.options[1], r, known(READY, person))
    yield "none of these", meeting.none_of_these(READY, r)
    yield "counts", meeting.counts(READY, r)
    yield "agree first", meeting_settle.agree_first(READY, OPTION, r, known(READY, person))
    yield "not yet", meeting_settle.agree_first(READY, READY.options[1], r, known(READY, person))
    yield "stop", meeting_settle.stop_first(READY, r)
    yield "withdrawn", meeting_agreed.withdrawn(withdraw(READY, by=DAN, now=NOW).value, r)
    yield "agreed", meeting_agreed.agreed(AGREED, OPTION, r, known(AGREED, person))
    yield "late", meeting_agreed.agreed(LATE, OPTION, r, known(LATE, person))
    yield "reminder", meeting_agreed.reminder(AGREED, OPTION, r, known(AGREED, person))
    yield "late first", meeting_day.late_first(AGREED, OPTION, r)
    yield "cancel first", meeting_agreed.cancel_first(AGREED, OPTION, r)
    yield "reopen first", meeting_agreed.reopen_first(AGREED, OPTION, r)
    yield "reopened", meeting_agreed.reopened(AGREED, r)
    yield "cancelled", meeting_agreed.cancelled(CANCELLED, OPTION, r, known(CANCELLED, person), by_list=True)
    yield "again", meeting_agreed.cancelled(CANCELLED, OPTION, r, known(CANCELLED, person), again=True)
    yield "nobody comes", meeting_agreed.agreed(NOBODY, OPTION, r, known(NOBODY, person))
    yield "reminder, nobody comes", meeting_agreed.reminder(NOBODY, OPTION, r, known(NOBODY, person))
    for few in (ONE_LEFT, NOBODY):
        yield "few staff", meeting_day.few_staff(few, OPTION, r)
        for preference in Preference:
            yield preference, meeting_day.preferred(replace(few, preference=preference), r)
    yield "held", meeting_after.after(HELD, r, known(HELD, person))
    for step in NextStep:
        coming = NextMeeting(step, date(2026, 5, 6) if step is NextStep.UNDECIDED else None)
        value = replace(HELD, next=coming)
        yield step, meeting_after.after(value, r, known(value, person))
    yield "not held", meeting_after.after(replace(HELD, state=State.NOT_HELD), r, known(HELD, person))
    yield "list", meeting_others.listed([(READY, ""), (AGREED, "")], [(NETWORK, "")], r)
    yield "no list", meeting_others.listed([], [], r)


def staff_cards(language: str = "en") -> Iterator[tuple[str, Card]]:
    r = reader(DAN, language)
    yield "did we meet", meeting_after.did_we_meet(AGREED, r, NAMES)
    yield "who came", meeting_after.who_came(HELD, r, NAMES)
    yield "write by", meeting_after.write_by(HELD, r)
    yield "write today", meeting_after.write_today(HELD, r, NAMES)
    yield "for others", meeting_others.for_others(READY, r, NAMES)
    yield "for one", meeting_others.for_one(asked(), EVA.id, r, NAMES)
    yield (
        "for one, answered",
        meeting_others.for_one(
            with_answers(with_answers(asked(), Answer.CAN, EVA), Answer.CANNOT, EVA, option=asked().options[1].id),
            EVA.id,
            r,
            NAMES,
        ),
    )
    yield "for one, agreed", meeting_others.for_one(LATE, EVA.id, r, NAMES)
    for few in (ONE_LEFT, NOBODY):
        yield "what the person prefers", meeting_others.for_one(few, SAM.id, r, NAMES)
        for preference in Preference:
            value = replace(few, preference=preference)
            yield f"recorded: {preference}", meeting_others.for_one(value, SAM.id, r, NAMES)
            yield f"agreed: {preference}", meeting_agreed.agreed(value, OPTION, r, NAMES)
    for topic in Topic:
        for value in (READY, LATE, NOBODY, CANCELLED, HELD):
            yield (
                f"phone: {topic}",
                meeting_phone.please_phone(value, OPTION, call(topic), r, NAMES),
            )
    yield "which place", meeting_place.ask(READY, OPTION, r, trouble=meeting_place.too_long(r))
    yield "is this the place", meeting_place.echo(READY, OPTION, "12 Elm Road, Dover", r)
    yield "the places", meeting_place.places(READY, r)
    yield "colleagues", meeting_settle.colleagues(READY, [LENA], r)


def proposing_cards(language: str = "en") -> Iterator[tuple[str, Card]]:
    r = reader(MARIA, language)
    some = [at_home(), by_phone()]
    yield "where", meeting_propose.where(r)
    yield "place", meeting_propose.place(Mode.HOME, ["12 Elm Road, Dover"], r)
    yield "join", meeting_propose.place(Mode.VIDEO, [], r, trouble=meeting_place.too_long(r))
    yield "is the place right", meeting_place.proposed_echo(Mode.HOME, "12 Elm Road, Dover", r)
    yield "length", meeting_propose.how_long(r, trouble=meeting_propose_words.no_length(r))
    yield "days", meeting_propose.days(r, 2, trouble=meeting_propose_words.not_understood(r))
    yield "month", meeting_propose.month(2026, 5, r)
    yield "times", meeting_propose.times(date(2026, 5, 2), r)
    yield "echo", meeting_propose.echo(some[0], r)
    yield "which", meeting_propose.which(some, r)
    yield "twice", meeting_propose.which(some, r, change=Trouble(TimeTrouble.HAPPENS_TWICE))
    yield "which day", meeting_propose.which_day([date(2026, 5, 2), date(2026, 5, 9)], r)
    yield "listed", meeting_propose.listed(some, meeting_propose.Asked(5), r)
    yield "one more", meeting_propose.listed(some[:1], meeting_propose.Asked(5, 2), r)


def all_cards(language: str = "en") -> Iterator[tuple[str, Card]]:
    for person in (*EVERYONE, LENA):
        yield from cards(person, language)
    yield from staff_cards(language)
    yield from proposing_cards(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_fits_a_phone_and_can_be_read_back(language: str) -> None:
    for name, card in all_cards(language):
        assert card.rows, f"{name} leads nowhere"
        for row in card.rows:
            for key in row:
                assert key.press is not None
                assert decode(encode(key.press)) == key.press
                assert 0 < len(key.label) <= LABEL_LIMIT, (name, key.label)


@pytest.mark.parametrize("person", [SAM, MARIA, EVA], ids=["person", "organiser", "member"])
def test_a_family_never_reads_names_or_the_code_name(person: Person) -> None:
    for name, card in cards(person):
        text = f"{card.title} {card.body} {' '.join(key.label for row in card.rows for key in row)}"
        for secret in (*NAMES.names.values(), NAMES.code_name, "Elm Road"):
            assert secret not in text, (name, text)


@pytest.mark.parametrize("person", [SAM, MARIA, EVA], ids=["person", "organiser", "member"])
def test_what_a_family_reads_is_short(person: Person) -> None:
    for name, card in cards(person):
        words = f"{card.title} {card.body}".split()
        assert len(words) <= WORDS_LIMIT, (name, len(words))
    for name, card in proposing_cards():
        assert len(f"{card.title} {card.body}".split()) <= WORDS_LIMIT, name


def test_each_reader_is_led_back_from_every_screen() -> None:
    for name, card in all_cards():
        last = [key.label for key in card.rows[-1]]
        assert {"Home", "Back", "Done"}.intersection(last), (name, last)


def test_staff_read_who_said_what_and_what_is_needed() -> None:
    card = meeting.asking(with_answers(asked(), Answer.CAN, SAM, DAN), reader(DAN), NAMES)
    assert "Can come: Sam, Dan" in card.body
    assert "Not answered: Maria, Eva, Aisha" in card.body
    assert "Still needed: 1 more from the team." in card.body


def test_one_of_the_core_pair_is_asked_for_once() -> None:
    body = meeting.asking(with_answers(asked(participants=WITH_LEE), Answer.CAN, SAM, LEE), reader(DAN), NAMES).body
    assert "Still needed: someone from the core pair." in body
    body = meeting.asking(with_answers(asked(), Answer.CAN, SAM), reader(DAN), NAMES).body
    assert "Still needed: 2 from the team, 1 of them from the core pair." in body


def test_what_is_long_by_nature_says_each_thing_once() -> None:
    seven = [at_home(days) for days in range(1, 8)]
    card = meeting_propose.listed(seven, meeting_propose.Asked(5), reader(DAN))
    assert len(f"{card.title} {card.body}".split()) <= 115
    assert card.body.count("At home with the family") == 7, "a time without its place reads as if it had none"
    fresh = meeting.asking(asked(), reader(DAN), NAMES)
    assert len(f"{fresh.title} {fresh.body}".split()) <= WORDS_LIMIT


def test_whoever_agrees_sees_who_has_not_been_phoned() -> None:
    card = meeting_settle.agree_first(READY, OPTION, reader(DAN), NAMES)
    assert "Not answered yet: Maria, Eva." in card.body
    assert "Not phoned yet: Eva." in card.body
    everyone = with_answers(READY, Answer.CAN, MARIA, EVA)
    assert "Everyone has answered." in meeting_settle.agree_first(everyone, OPTION, reader(DAN), NAMES).body


def test_who_is_phoned_about_what_is_short_and_stays_when_cards_are_redrawn() -> None:
    for topic in Topic:
        card = meeting_phone.please_phone(AGREED, OPTION, call(topic), reader(DAN), NAMES)
        assert card.title.startswith("Please phone Sam, Eva: ")
        assert len(f"{card.title} {card.body}".split()) <= WORDS_LIMIT
        assert card.about == (Subject.PHONING, TASK)
    card = meeting_phone.no_call(AGREED, call(Topic.LOST), reader(DAN), NAMES)
    assert "The bot can write to Sam, Eva again." in card.body


@pytest.mark.parametrize("person", [SAM, MARIA, EVA], ids=["person", "organiser", "member"])
def test_a_family_that_nobody_meets_is_not_told_how_many_come(person: Person) -> None:
    for card in (
        meeting_agreed.agreed(NOBODY, OPTION, reader(person), Known()),
        meeting_agreed.reminder(NOBODY, OPTION, reader(person), Known()),
    ):
        assert card.title == "Your meeting has changed"
        assert "As things are, nobody from the team can come. The team knows and will write to you." in card.body
        assert "coming" not in card.body


def test_a_staff_screen_stays_within_a_message_with_seven_times_and_many_people() -> None:
    seven = [replace(READY.options[0], number=n, id=READY.options[0].id) for n in range(1, 8)]
    many = Known(names=dict.fromkeys(NAMES.names, "Aleksandra"), code_name="Quiet Harbour")
    card = meeting.asking(replace(READY, options=tuple(seven)), reader(DAN), many)
    assert len(card.body) < 4096


def test_the_calendar_file_of_a_cancellation_carries_the_same_uid() -> None:
    there = meeting_agreed.calendar(AGREED, OPTION, reader(EVA), cancelled=False)
    gone = meeting_agreed.calendar(CANCELLED, OPTION, reader(EVA), cancelled=True)
    assert there.attachment is not None
    assert gone.attachment is not None
    uid = f"UID:{AGREED.id}@tornio".encode()
    assert uid in there.attachment.content
    assert uid in gone.attachment.content
    assert b"SEQUENCE:1" in there.attachment.content
    assert b"SEQUENCE:2" in gone.attachment.content
    assert b"METHOD:CANCEL" in gone.attachment.content


@pytest.mark.parametrize("trouble", TimeTrouble)
def test_each_trouble_with_a_time_has_a_sentence(trouble: TimeTrouble) -> None:
    assert meeting_propose_words.trouble_words(Trouble(trouble), reader(MARIA)).endswith(".")


def test_somebody_it_no_longer_concerns_reads_nothing_about_it() -> None:
    card = meeting.nothing_to_do(reader(EVA))
    assert "May" not in card.body
    assert card.about is None
