"""The first screen, the languages, the numbers to call, and what this is."""

from collections.abc import Iterable
from enum import Enum

from handlers.buttons.home import About, ChooseLanguage, Home, Languages, Numbers
from handlers.card import Card, Key
from handlers.turn import Reader
from locales.bidi import isolate
from locales.catalogue import LANGUAGES, Catalogue
from rules.notice import Subject
from rules.organisation import Signpost

SENTENCE_ENDS = (".", "!", "?", "…", "。", "؟", "۔")


def home(reader: Reader, keys: Iterable[tuple[Key, ...]], words: Iterable[str] = ()) -> Card:
    """The first screen; `keys` are what the subjects offer this person, most pressing first, `words` what waits."""
    _ = reader.t.gettext
    if reader.person.is_staff:
        title = _("%(service)s: your team") % {"service": reader.organisation.name}
        body = "\n\n".join((_("Hello %(name)s.") % {"name": named(reader, reader.person.name)}, *words))
        if reader.person.is_lead and (stale := stale_numbers(reader)):
            body += "\n\n" + stale
    else:
        title = reader.organisation.name
        body = "\n\n".join(
            (
                *words,
                _("This is an automatic service. When you ask to talk, it tells people in our team at once."),
                _("This chat is not an emergency service.") + "\n" + signposts(reader),
            )
        )
    rows = (
        *keys,
        (numbers_key(reader),),
        (Key(language_label(reader), Languages()), Key(_("About this service"), About())),
    )
    return Card(title, body, rows, about=(Subject.PERSON, reader.person.id))


def stale_numbers(reader: Reader) -> str:
    """For leads: which numbers nobody has checked for too long; empty while all have been."""
    stale = reader.organisation.stale_signposts(reader.now.date())
    listed = ", ".join(isolate(signpost.number, rtl=reader.t.rtl) for signpost in stale)
    words = reader.t.gettext("Check these numbers again. Nobody has for 90 days: %(numbers)s")
    return words % {"numbers": listed} if stale else ""


def first_words(reader: Reader, keys: Iterable[tuple[Key, ...]]) -> Card:
    """The first screen for somebody who began by writing: nothing of it has been read, and nobody was called."""
    _ = reader.t.gettext
    card = home(reader, keys)
    words = _("Tap “%(call)s” and we tell the team at once.") % {"call": _("I need to talk to someone")}
    body = "\n\n".join((words, _("This chat is not an emergency service.") + "\n" + signposts(reader)))
    return Card(_("Nobody has read your message"), body, card.rows, about=card.about)


def language_label(reader: Reader) -> str:
    """The word in this language, and in English for somebody who landed in the wrong one."""
    word = reader.t.gettext("Language")
    return word if reader.t.language == "en" else f"{word} / Language"


def languages(reader: Reader) -> Card:
    """Each language by its own name."""
    _ = reader.t.gettext
    rows = tuple((Key(name, ChooseLanguage(code)),) for code, name in LANGUAGES.items())
    return Card(_("Which language would you like?"), "", (*rows, back(reader)))


def numbers_key(reader: Reader) -> Key:
    """The key to every number."""
    return Key(reader.t.gettext("Numbers to call now"), Numbers())


def numbers(reader: Reader) -> Card:
    """The numbers that answer when this chat does not."""
    _ = reader.t.gettext
    return Card(_("Numbers to call now"), signposts(reader), (back(reader),))


def about(reader: Reader) -> Card:
    """What this is, what it keeps, and what not to write."""
    _ = reader.t.gettext
    body = "\n\n".join(
        (
            _("This service helps people, their family and friends, and a team to meet and talk together."),
            _(
                "It is automatic. It keeps your name, your language, your phone number if you gave it, "
                "what you answered, and the days, times and places of meetings. "
                "It does not keep what you write outside a question."
            ),
            _("Please do not write about health here. Talk about it with the team when you meet."),
            _("Telegram asks its users to be at least 16. You can always be phoned instead."),
        )
    )
    return Card(_("About this service"), body, (back(reader),))


def free_text(reader: Reader, keys: Iterable[tuple[Key, ...]]) -> Card:
    """The fixed answer to words outside a question: they are not read, and the real routes are named."""
    _ = reader.t.gettext
    title = _("Nobody reads what is typed here")
    if reader.person.is_staff:
        body = _("Your message was not kept. Choose below what you would like to do.")
    else:
        body = _("Your message was not kept. This is an automatic service of %(service)s.") % {
            "service": reader.organisation.name
        }
        body += " " + _("To reach the team, use a button below.") + "\n\n" + signposts(reader)
    return Card(title, body, (*keys, back(reader)))


def folded(reader: Reader) -> Card:
    """What is left of a message that a newer one has overtaken."""
    return Card(reader.t.gettext("There is a newer message about this further down."))


def did_not_work(reader: Reader) -> Card:
    """A fault of ours: nothing was changed, and the numbers for now."""
    _ = reader.t.gettext
    body = _("Something went wrong here. Nothing was changed. The people who run this service have been told.")
    body += "\n\n" + _("Try again. If it is urgent, call:") + "\n" + signposts(reader)
    return Card(_("That did not work"), body, (back(reader),))


class HowMany(Enum):
    """How many of the numbers that answer when this chat does not."""

    ALL = "all"
    FIRST = "first"
    """The emergency ones, and the first of the others in the organisation's order."""
    EMERGENCY = "emergency"


def signposts(reader: Reader, how_many: HowMany = HowMany.ALL) -> str:
    """The numbers that answer when this chat does not, one a line, emergency first."""
    listed = reader.organisation.signposts
    emergency = [signpost for signpost in listed if signpost.emergency]
    others = [signpost for signpost in listed if not signpost.emergency]
    shown = {HowMany.ALL: others, HowMany.FIRST: others[:1], HowMany.EMERGENCY: []}[how_many]
    return "\n".join(signpost_line(signpost, reader.t) for signpost in (*emergency, *shown))


def signpost_line(signpost: Signpost, t: Catalogue) -> str:
    """Its words and its number, which is said once and not torn apart at the end of a line."""
    words, number = signpost.words(t.language), signpost.number
    whole = number.replace(" ", "\N{NO-BREAK SPACE}")
    if number in words:
        # A sentence of its own, from a file in which not everybody ends one.
        stop = "" if words.endswith(SENTENCE_ENDS) else "."
        return isolate(words.replace(number, whole) + stop, rtl=t.rtl)
    return f"{isolate(words, rtl=t.rtl)}: {isolate(whole, rtl=t.rtl)}"


def back(reader: Reader) -> tuple[Key, ...]:
    """The row that leads home from anywhere."""
    return (Key(reader.t.gettext("Home"), Home()),)


def named(reader: Reader, name: str) -> str:
    """A person's name, fit to stand in a sentence of this reader's language."""
    return isolate(name, rtl=reader.t.rtl)
