"""The team drops out and Maria cannot be written to: what the family and the pair read, in Finnish."""

from tests.stories.meeting_family import agreed, gather
from tests.stories.network_family import everybody_reads
from tests.stories.test_back_again import blocks
from tests.stories.test_in_finnish import Finnish, english_in
from tests.world import Somebody, World


async def speaks_finnish(team: World, *names: str) -> list[Finnish]:
    """They choose Finnish, once everything is agreed."""
    for name in names:
        somebody = team.everybody[name]
        await somebody.says("/start")
        await somebody.taps("Language")
        await somebody.taps("Suomi")
    return [Finnish(team.everybody[name]) for name in names]


def unread_in_finnish(somebody: Somebody) -> str:
    text = "\n\n".join(somebody.unread)
    assert english_in(text) == set(), text
    somebody.reads()
    return text


async def test_nobody_from_the_team_can_come_in_finnish(team: World) -> None:
    team.also_hear("lena", because="a lead hears that nobody from the team can come, and when somebody can again")
    await gather(team)
    await agreed(team)
    sam, _maria, dan, _aisha = await speaks_finnish(team, "sam", "maria", "dan", "aisha")
    everybody_reads(team)
    await team.aisha.taps("En pääse")
    assert "Tiimistä pääsee vähemmän kuin 2 ihmistä. Mitä haluaisit?" in sam.screen
    everybody_reads(team)
    await dan.taps("En pääse")
    assert "Näillä näkymin tiimistä ei pääse kukaan. Perhe lukee, että kirjoitatte heille." in dan.screen
    assert "Tiimistä ei pääse kukaan" in unread_in_finnish(team.aisha)
    asked = unread_in_finnish(team.sam)
    assert "Näillä näkymin tiimistä ei pääse kukaan. Tiimi tietää tästä. Mitä haluaisit?" in asked
    await sam.taps("Pidetään tämä aika, jos voi")
    assert "Tiimi tietää, että haluat pitää tämän ajan, jos se onnistuu." in sam.screen
    assert "Hän haluaa pitää tämän ajan, jos se onnistuu" in unread_in_finnish(team.aisha)
    everybody_reads(team)
    await team.forward(hours=8)
    told = unread_in_finnish(team.maria)
    assert "Tapaamiseesi tuli muutos" in told
    assert "Näillä näkymin tiimistä ei pääse kukaan. Tiimi tietää tästä ja kirjoittaa sinulle." in told
    everybody_reads(team)
    await dan.taps("Pääsen")
    assert "Joku tiimistä pääsee sittenkin" in unread_in_finnish(team.maria)


async def test_whom_to_phone_in_finnish(team: World) -> None:
    await gather(team)
    await agreed(team)
    (dan,) = await speaks_finnish(team, "dan")
    everybody_reads(team)
    await blocks(team.maria)
    assert "Soita: Maria. Asia: viestit eivät tule perille" in unread_in_finnish(team.dan)
    await dan.taps("Näytä tapaaminen")
    assert "Vain puhelimitse: Maria" in dan.screen
    await team.forward(hours=8)
    assert "Soita: Maria. Asia: muistuta tapaamisesta" in unread_in_finnish(team.dan)


async def test_a_date_to_write_by_does_not_read_as_today_in_finnish(team: World) -> None:
    await gather(team)
    await agreed(team)
    sam, dan = await speaks_finnish(team, "sam", "dan")
    await team.forward(hours=32)
    everybody_reads(team)
    await dan.taps("Kyllä, tapasimme")
    await dan.taps("Valmis")
    await dan.taps("Ei vielä päätetty")
    await dan.taps("to 26.11.")
    words = "Kirjoitamme siitä viimeistään torstaina 26. marraskuuta 2026."
    assert words in dan.screen
    assert sam.sees_anew(words)
    assert "tänä päivänä" not in sam.screen
    assert "Edellinen tapaaminen: tiistai 24. marraskuuta 2026 klo 16–17" in sam.screen


async def test_the_next_reminder_in_finnish(team: World) -> None:
    await gather(team)
    await agreed(team)
    (sam,) = await speaks_finnish(team, "sam")
    await sam.taps("Tapaamiset")
    await sam.taps("Avaa 1")
    assert "Seuraava muistutus: tänään, maanantai 23. marraskuuta 2026 klo 17." in sam.screen
