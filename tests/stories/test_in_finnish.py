"""Maria's phone is Finnish, and Dan's: they go the whole path, and read no English word."""

import re
from collections.abc import Iterable
from typing import Final

from babel.messages.pofile import read_po

from rules.code_names import FIRST, SECOND
from tests.guards.tree import ROOT
from tests.stories.meeting_family import CODE_NAME, all_can, dan_asks, gather
from tests.stories.network_family import dan_shows_the_network, everybody_reads, link_of, sam_takes_part
from tests.world import ORGANISATION, Somebody, World, text_of

CALL: Final = "Haluan puhua jonkun kanssa"
WORD: Final = re.compile(r"[^\W\d_]+|\d+(?:am|pm)\b")
PLACE: Final = re.compile(r"%\(\w+\)[sd]")
LINK: Final = re.compile(r"https://\S+")
HOUR: Final = re.compile(r"\d(?:am|pm)\b")
# What is a name, or stands there for somebody who landed in the wrong language.
SAME_IN_BOTH: Final = (ORGANISATION.name, CODE_NAME, "Kieli / Language", "English")


def _words(texts: Iterable[str]) -> set[str]:
    return {word.casefold() for text in texts for word in WORD.findall(PLACE.sub(" ", text))}


def _english() -> frozenset[str]:
    """Every word of our English texts that no Finnish text, no short day of the week and no code name needs."""
    with (ROOT / "locales" / "fi" / "LC_MESSAGES" / "tornio.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="fi") if message.id and not message.context]
    english = [words for message in messages for words in _forms(message.id)]
    finnish = [words for message in messages for words in _forms(message.string)]
    return frozenset(_words(english) - _words([*finnish, "ma ti ke to pe la su", *FIRST, *SECOND]))


def _forms(words: str | Iterable[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


ENGLISH: Final = _english()


def english_in(text: str) -> set[str]:
    """The English words in what somebody reads, outside of links and names."""
    text = LINK.sub("", text)
    for same in SAME_IN_BOTH:
        text = text.replace(same, "")
    return {word for word in _words([text]) if word in ENGLISH or HOUR.search(word)}


class Finnish:
    """Somebody whose phone is Finnish. Whatever they read from now on is looked through after each act."""

    def __init__(self, somebody: Somebody) -> None:
        self.somebody = somebody
        self.since = len(somebody.messages)
        somebody.phone.language_code = "fi-FI"

    async def says(self, text: str) -> None:
        await self.somebody.says(text)
        self.reads_no_english()

    async def taps(self, label: str, *, on: str | None = None) -> None:
        await self.somebody.taps(label, on=on)
        assert english_in(self.somebody.toast) == set()
        self.reads_no_english()

    def sees_anew(self, words: str) -> bool:
        self.reads_no_english()
        return self.somebody.sees_anew(words)

    @property
    def screen(self) -> str:
        return self.somebody.screen

    def reads_no_english(self) -> None:
        for bubble in self.somebody.messages[self.since :]:
            assert english_in(text_of(bubble)) == set(), text_of(bubble)


def test_english_is_noticed() -> None:
    assert english_in("Tämä keskustelu ei ole hätäpalvelu. klo 16–17, to 26.11.") == set()
    assert english_in("Dan has seen your call at 4pm, to 26.11.") == {"has", "seen", "your", "call", "at", "4pm"}
    assert {"the", "you", "call", "meeting", "yes", "not", "will", "team", "come", "time"} <= ENGLISH


async def test_maria_calls_and_reads_in_finnish_who_answers(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to them as well")
    maria = Finnish(team.maria)
    await maria.says("/start")
    assert "Tämä keskustelu ei ole hätäpalvelu." in maria.screen
    assert "Jos henki on vaarassa, soita: 999" in maria.screen
    await maria.taps(CALL)
    assert "Kysyimme 1 ihmiseltä tiimissämme klo 9." in maria.screen
    assert "Tämä viesti on automaattinen." in maria.screen
    await maria.taps("Soittakaa minulle")
    await maria.says("ei ole puhelinta")
    assert "Tuo ei ollut puhelinnumero." in maria.screen
    await maria.says("07700 900123")
    assert "Haluat, että sinulle soitetaan numeroon 07700 900 123." in maria.screen
    await maria.says("Täällä on nyt vaikeaa")
    assert "Kukaan ei lue, mitä tänne kirjoitetaan" in maria.screen

    await team.forward(minutes=20)
    assert maria.sees_anew("Kukaan ei ole vielä vastannut")
    assert "Language: Suomi (Finnish)." in team.dan.screen
    await team.dan.taps("I have this")
    assert maria.sees_anew("Dan on nähnyt yhteydenottosi")
    assert "Dan aikoo ottaa yhteyttä viimeistään klo 9.50." in maria.screen
    await maria.says("missä vaiheessa asiani on?")
    assert "Dan on nähnyt yhteydenottosi" in maria.screen
    await team.dan.taps("I have spoken with them")
    await maria.says("/start")
    await maria.taps("Missä vaiheessa asiani on?")
    assert "Dan ja sinä olette puhuneet." in maria.screen


async def test_the_first_words_she_types_are_a_call(team: World) -> None:
    maria = Finnish(team.maria)
    await maria.says("haluan puhua  jonkun kanssa!")
    assert maria.sees_anew("Yhteydenottosi on lähetetty")
    assert team.dan.sees_anew("Somebody asks to talk")
    team.nobody_else_heard()


async def test_a_promise_not_kept_is_told_in_finnish(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to them as well")
    maria = Finnish(team.maria)
    await maria.says("/start")
    await maria.taps(CALL)
    await team.dan.taps("I have this")
    await team.forward(minutes=31)
    assert maria.sees_anew("Kysymme myös muilta")
    assert "Dan ei ole kertonut puhuneensa kanssasi." in maria.screen


async def test_she_is_invited_takes_part_and_leaves_in_finnish(team: World) -> None:
    await sam_takes_part(team)
    await team.maria.says("/start")
    await team.maria.taps("Language")
    await team.maria.taps("Suomi")
    maria = Finnish(team.maria)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    await team.sam.taps("Yes", on="May we ask Maria?")
    assert team.maria.sees_anew("Haluaisitko osallistua?")
    assert "Sam sanoo, että saamme kysyä sinulta." in maria.screen
    assert "Tiimistä mukana ovat Dan ja Aisha." in maria.screen
    assert english_in(maria.screen) == set()
    await maria.taps("Soittakaa ensin", on="Haluaisitko osallistua?")
    assert team.dan.sees_anew("Maria would like a phone call first")
    await maria.taps("Kyllä")
    assert "Olet mukana." in maria.screen
    assert "Mukana on 1 muu ihminen." in maria.screen
    assert team.dan.sees_anew("Maria says yes")
    await maria.says("/start")
    await maria.taps(f"Verkostoni: {CODE_NAME}")
    await maria.taps("Poistu verkostosta")
    assert "Olet poistunut" in maria.screen


async def test_she_answers_and_suggests_a_time_in_finnish_words(team: World) -> None:
    maria = Finnish(team.maria)
    await gather(team)
    await dan_asks(team)
    assert maria.sees_anew("Pääsetkö tapaamiseen?")
    assert "Huomenna, tiistai 24. marraskuuta 2026 klo 16–17" in maria.screen
    await maria.taps("Pääsen")
    assert "Keskiviikko 25. marraskuuta 2026 klo 10–11\nPuhelimessa" in maria.screen
    await maria.says("en ole vielä varma")
    assert "Kiitos. Vastauksesi" in maria.screen
    assert "Can come: Maria" in team.dan.screen
    assert "Not sure yet: Maria" in team.dan.screen

    await maria.taps("Muuta: ke 25.11. klo 10")
    await maria.taps("En pääse")
    await maria.taps("Lisää")
    await maria.taps("Katso, moniko pääsee")
    assert "Kysytty: 5. Pääsee: 1. Ei vielä vastannut: 4." in maria.screen
    await maria.taps("Takaisin")
    everybody_reads(team)
    await maria.taps("Ehdota toista aikaa")
    await maria.taps("Muu päivä")
    assert "marraskuu 2026" in maria.screen
    await maria.says("viime vuonna")
    assert "Viestistä ei löytynyt päivää ja kellonaikaa." in maria.screen
    await maria.says("torstaina klo 16")
    assert "Torstai 26. marraskuuta 2026 klo 16–17" in maria.screen
    await maria.taps("Lisää tämä aika")
    assert "Kysymme 5 ihmiseltä, myös sinulta." in maria.screen
    await maria.taps("Kysy kaikilta")
    for somebody in (team.sam, team.eva):
        assert somebody.sees("Can you come to a meeting?")
    assert any("Thursday 26 November 2026, 4pm to 5pm" in (bubble.text or "") for bubble in team.aisha.messages)


async def test_she_is_reminded_and_hears_in_finnish_how_it_goes_on(team: World) -> None:
    maria = Finnish(team.maria)
    await gather(team)
    await dan_asks(team)
    await maria.taps("Pääsen")
    await maria.taps("En pääse")
    await all_can(team, "sam", "eva", "aisha", "dan")
    await team.dan.taps("Agree: Tue 24 Nov, 4pm")
    await team.dan.taps("Agree this time")
    assert maria.sees_anew("Tapaaminen on sovittu")
    assert any("5 ihmiseltä kysytty, 5 tulossa" in text_of(bubble) for bubble in team.maria.messages)
    (file,) = [bubble.document for bubble in team.maria.messages if bubble.document is not None]
    assert "SUMMARY:Tapaaminen" in team.telegram.files[file.file_id].content.decode()
    await maria.taps("Näytä paikka")
    assert "12 Elm Road, Dover" in maria.screen
    await team.forward(hours=8)
    assert maria.sees_anew("Sinulla on tapaaminen")
    await maria.taps("Myöhästyn")
    await maria.taps("20 minuuttia")
    assert team.dan.sees_anew("Maria will be 20 minutes late")
    assert "Vastauksesi nyt: Myöhästyn 20 minuuttia. Tiimi tietää tästä." in maria.screen

    await team.forward(hours=24)
    await team.dan.taps("Yes, we met")
    await team.dan.taps("Done")
    await team.dan.taps("Not decided yet")
    await team.dan.taps("Thu 26 Nov")
    assert maria.sees_anew("Seuraavasta tapaamisesta ei ole vielä päätetty.")
    assert "viimeistään torstaina 26. marraskuuta 2026." in maria.screen


async def test_what_telegram_shows_of_the_bot_is_finnish_too(team: World) -> None:
    maria = Finnish(team.maria)
    await maria.says("/menu")
    assert english_in(" ".join(command.description for command in team.maria.phone.commands)) == set()
    await maria.taps("Tietoa palvelusta")
    await maria.taps("Alkuun")
    await maria.taps("Mihin voit soittaa nyt")
    assert "999" in maria.screen


async def test_a_finnish_practitioner_takes_a_call_and_opens_a_network(team: World) -> None:
    team.also_hear("aisha", because="they are in the core pair")
    dan = await finnish_dan(team)
    await team.maria.says("/start")
    await team.maria.taps("I need to talk to someone")
    assert dan.sees_anew("Joku haluaa puhua")
    await dan.taps("Minä otan tämän")
    await dan.taps("En tavoittanut häntä")
    assert "Yritit 1 kerran etkä tavoittanut häntä." in dan.screen
    await dan.taps("Olen puhunut hänen kanssaan")
    assert "Vielä puuttuu: tapaamista ei ole tarjottu." in dan.screen
    await dan.taps("Avaa verkosto")
    await dan.taps("Aisha")
    await dan.taps("Meitä on kaksi")
    await dan.says(CODE_NAME)
    await dan.taps("Käytä tätä nimeä")
    assert "Työpari: Dan ja Aisha" in dan.screen
    await dan.taps("Joku muu")
    await dan.says("Sam")
    await dan.taps("Tee linkki")
    await team.sam.opens(link_of(team.dan))
    await team.sam.taps("Suomi")
    assert "Oletko sinä Sam?" in team.sam.screen
    sam = Finnish(team.sam)
    await sam.taps("Kyllä, olen Sam")
    assert "Dan ja Aisha tulevat joka kerta." in sam.screen
    await sam.taps("Kyllä")
    assert dan.sees_anew("Sam vastasi: kyllä.")
    await sam.taps("Ketkä saavat kutsun")
    await sam.taps("Nimeä joku")
    await sam.says("Eva")
    sam.reads_no_english()


async def test_a_finnish_practitioner_plans_and_ends_a_meeting(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await all_can(team, "sam", "maria", "eva", "aisha")
    dan = await finnish_dan(team)
    await dan.taps("Tapaamiset")
    await dan.taps("Avaa 1")
    assert "Pääsee: Sam, Maria, Eva, Aisha\nEi vielä vastannut: Dan" in dan.screen
    assert "Vielä tarvitaan: 1 ihminen lisää tiimistä." in dan.screen
    await dan.says("pääsen")
    await dan.taps("Sovi: ti 24.11. klo 16")
    assert "Kaikki ovat vastanneet." in dan.screen
    await dan.taps("Sovi tämä aika")
    assert dan.sees_anew("Tapaaminen on sovittu")
    await team.eva.taps("I will be late")
    await team.eva.taps("20 minutes")
    assert dan.sees_anew("Eva myöhästyy 20 minuuttia")
    await team.forward(hours=32)
    assert dan.sees_anew("Tapasitteko?")
    await dan.taps("Kyllä, tapasimme")
    assert "Ketkä tulivat?" in dan.screen
    await dan.taps("Valmis")
    assert "5 ihmistä tuli" in dan.screen
    await dan.taps("Ei uutta tapaamista nyt")
    assert "Seuraavaa tapaamista ei ole nyt suunnitteilla." in dan.screen


async def finnish_dan(team: World) -> Finnish:
    """Dan changes his language with the key on his first screen."""
    await team.dan.says("/start")
    await team.dan.taps("Language")
    await team.dan.taps("Suomi")
    dan = Finnish(team.dan)
    await dan.says("/start")
    return dan
