"""The screens of a network: they fit, they lead home, and a member never reads about another."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.buttons.home import Home
from handlers.buttons.network import NONE
from handlers.card import LABEL_LIMIT, Card, outgoing
from handlers.turn import Reader
from handlers.views import invitation as link_views
from handlers.views import network as staff_views
from handlers.views import network_family as family_views
from handlers.views import network_naming as naming_views
from handlers.views import network_opening as opening_views
from handlers.views.network_words import Seen
from locales.catalogue import LANGUAGES, catalogue
from rules.code_names import suggestions
from rules.consent import is_cleared
from rules.ids import NetworkId, PersonId
from rules.network import Answer, Consent, How, Membership, Network, Part
from rules.organisation import Organisation, Signpost
from rules.people import Person, Role
from tests.rules.people_of_the_story import NOW, TEAM

ORGANISATION = Organisation(
    "Open Dialogue Kent",
    "Europe/London",
    "GB",
    (Signpost({"en": "Danger"}, "999", date(2027, 2, 1), "Lena", emergency=True),),
)
DAN = Person(PersonId("daaaaaaaaa"), TEAM, "Dan", "en", Role.PRACTITIONER)
AISHA = Person(PersonId("aiaaaaaaaa"), TEAM, "Aisha", "en", Role.PRACTITIONER)
LEE = Person(PersonId("leaaaaaaaa"), TEAM, "Lee", "en", Role.PEER)
SAM = Person(PersonId("saaaaaaaaa"), TEAM, "Samuel", "en", phone="07700900111")
MARIA = Person(PersonId("maaaaaaaaa"), TEAM, "Maria", "fi", phone="+358401234567")
EVA = Person(PersonId("evaaaaaaaa"), TEAM, "Wilhelmina-Alexandra Smithson"[:30], "en")
ULLA = Person(PersonId("ulaaaaaaaa"), TEAM, "Ulla", "en", reachable=False, phone="07700900222")
FAMILY = (SAM, MARIA, EVA, ULLA)
PEOPLE = {p.id: p for p in (DAN, AISHA, LEE, *FAMILY)}


def reader(person: Person, language: str = "en") -> Reader:
    return Reader(person, catalogue(language), "Europe/London", NOW, ORGANISATION, "tornio_bot")


def consents(answers: tuple[Answer, ...]) -> st.SearchStrategy[Consent | None]:
    return st.one_of(
        st.none(),
        st.builds(
            Consent,
            answer=st.sampled_from(answers),
            at=st.just(NOW),
            how=st.sampled_from(How),
            by=st.sampled_from([DAN.id, SAM.id]),
        ),
    )


@st.composite
def networks(draw: st.DrawFn) -> Seen:
    """Any network that consent can bring about, and some that it cannot."""
    members = [
        Membership(
            person.id,
            Part.CENTRE if person is SAM else Part.MEMBER,
            DAN.id,
            NOW,
            person_says=None if person is SAM else draw(consents((Answer.YES, Answer.NOT_NOW, Answer.UNSURE))),
            member_says=draw(consents((Answer.YES, Answer.NOT_NOW, Answer.PHONE_FIRST))),
            left_at=draw(st.sampled_from([None, None, None, NOW])),
            invited_as=draw(st.sampled_from([None, ULLA.id])),
        )
        for person in draw(st.sampled_from([(), FAMILY[:1], FAMILY[:3], FAMILY]))
    ]
    value = Network(
        NetworkId("neaaaaaaaa"),
        TEAM,
        "Quiet Harbour",
        draw(st.sampled_from([(DAN.id, AISHA.id), (DAN.id, AISHA.id, LEE.id)])),
        opened_at=NOW,
        members=tuple(members),
        closed_at=draw(st.sampled_from([None, None, None, NOW])),
    )
    return Seen(value, PEOPLE, draw(st.sampled_from([None, MARIA.id, SAM.id])))


def words_of(card: Card) -> str:
    return "\n".join([card.title, card.body, *(key.label for row in card.rows for key in row)])


def check(card: Card) -> None:
    """It fits Telegram and a phone, holds no placeholder, and leads home."""
    outgoing(card)
    keys = [key for row in card.rows for key in row]
    assert all(0 < len(key.label) <= LABEL_LIMIT for key in keys)
    assert "%(" not in words_of(card)
    assert any(isinstance(key.press, Home) for key in keys)
    assert len(card.body.split()) <= 110


languages = st.sampled_from(sorted(LANGUAGES))


@given(seen=networks(), language=languages)
def test_every_screen_of_staff_fits_and_leads_home(seen: Seen, language: str) -> None:
    dan = reader(DAN, language)
    check(staff_views.network(seen, dan))
    check(staff_views.listing([seen.network], dan))
    check(staff_views.suggest(seen, dan))
    check(staff_views.close(seen, dan, planned=False))
    check(opening_views.core(seen, dan))
    check(opening_views.replacement(seen, NONE, [LEE], dan))
    for member in seen.network.members:
        for screen in (staff_views.member, staff_views.record, staff_views.record_about, staff_views.remove):
            check(screen(seen, member.person, dan))
        check(opening_views.phone_question(seen, member.person, dan))


@given(seen=networks(), language=languages)
def test_every_screen_of_the_family_fits_and_leads_home(seen: Seen, language: str) -> None:
    for person in FAMILY:
        card = family_views.mine(seen, reader(person, language))
        if card is not None:
            check(card)
    sam = reader(SAM, language)
    if seen.network.centre is not None:
        check(family_views.people(seen, sam))
        for member in seen.network.members:
            if member.part is Part.MEMBER:
                check(family_views.ask_about(seen, member.person, sam))
                check(family_views.somebody(seen, member.person, sam))


@given(seen=networks(), language=languages)
def test_a_member_reads_no_name_and_no_number_of_another_member(seen: Seen, language: str) -> None:
    for person in (MARIA, EVA, ULLA):
        card = family_views.mine(seen, reader(person, language))
        if card is None:
            continue
        words = words_of(card)
        centre = seen.network.centre
        for other in (MARIA, EVA, ULLA):
            # The person may have been invited by any name, this one too, and is called by it.
            if other is not person and (centre is None or centre.invited_as != other.id):
                assert other.name not in words
        for owner, number in ((SAM, "900 111"), (ULLA, "900 222"), (MARIA, "123 4567")):
            assert owner is person or number not in words


@given(seen=networks(), language=languages)
def test_who_may_not_know_of_a_network_gets_no_card_of_it(seen: Seen, language: str) -> None:
    value = seen.network
    for person in (MARIA, EVA, ULLA):
        of = value.of(person.id)
        card = family_views.mine(seen, reader(person, language))
        if of is None or not value.is_open or not is_cleared(value, of):
            assert card is None
    stranger = replace(MARIA, id=PersonId("straaaaaaa"))
    assert family_views.mine(seen, reader(stranger, language)) is None


@given(seen=networks())
def test_the_person_reads_no_answer_of_a_member(seen: Seen) -> None:
    """Whether Maria said yes is hers to tell: the person sees what they said themselves, and counts."""
    if seen.network.centre is None:
        return
    other = replace(
        seen.network,
        members=tuple(m if m.part is Part.CENTRE else replace(m, member_says=None) for m in seen.network.members),
    )
    sam = reader(SAM)
    assert family_views.people(seen, sam) == family_views.people(replace(seen, network=other), sam)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_links_look_right_to_both_sides(language: str) -> None:
    lena, sam = reader(DAN, language), reader(SAM, language)
    token = "a" * 22
    for role in Role:
        check(link_views.staff_link(role, lena))
        check(link_views.welcome(role, lena))
        picture = link_views.staff_picture(token, role, NOW, lena)
        assert f"https://t.me/tornio_bot?start={token}" in picture.body
        assert picture.attachment is not None
        assert picture.attachment.content.startswith(b"\x89PNG")
    card = link_views.is_that_you(token, "Sam", sam)
    check(card)
    outgoing(link_views.family_picture(token, "Sam", NOW, sam))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_team_of_seventeen_fits_on_one_screen(language: str) -> None:
    team = [replace(AISHA, id=PersonId(f"{chr(97 + n)}aaaaaaaaa"), name=f"Colleague {n}") for n in range(16)]
    dan = reader(DAN, language)
    card = opening_views.second(team, NONE, dan)
    check(card)
    assert len(card.rows) <= 10
    check(opening_views.third(team, "coaaaaaaaa", team[0].id, dan, enough=True))
    numbers = suggestions((), "seed")
    check(naming_views.names(numbers, 0, ("coaaaaaaaa", team[0].id, team[1].id), dan))
