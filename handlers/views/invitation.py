"""What links look like: to whoever hands one on, and to whoever opens it."""

from collections.abc import Mapping
from datetime import datetime

from handlers.buttons.invitation import (
    ChangeName,
    Colleague,
    InviteStaff,
    KeepName,
    LinkLanguage,
    MakeStaffLink,
    NotMe,
    Team,
    ThatIsMe,
)
from handlers.card import Attachment, Card, Key
from handlers.turn import Reader
from handlers.views.duty import duty_key
from handlers.views.home import back, named
from handlers.views.qr import png
from locales.catalogue import LANGUAGES, Catalogue
from locales.dates import clock_time, full_date
from rules.people import Person, Role
from rules.when import wall_time


def roles(t: Catalogue) -> Mapping[Role, str]:
    """The roles by their names."""
    _ = t.gettext
    return {
        Role.PRACTITIONER: _("Practitioner"),
        Role.PEER: _("Peer support worker"),
        Role.LEAD: _("Team lead"),
    }


def choose_role(reader: Reader) -> Card:
    """Asks as what somebody is invited to the team."""
    _ = reader.t.gettext
    rows = tuple((Key(name, MakeStaffLink(role)),) for role, name in roles(reader.t).items())
    body = _("You get a link and a QR code. It works once, for 48 hours.")
    others = (Key(_("The team and open links"), Team()),)
    return Card(_("Invite to the team as"), body, (*rows, others, back(reader)))


def staff_link(role: Role, reader: Reader) -> Card:
    """To the lead, beside the link itself."""
    _ = reader.t.gettext
    body = _("The link is in the next message. Show the QR code, or forward the message.")
    body += "\n\n" + _("Whoever opens it first is in the team. You are told who it was.")
    rows = ((Key(_("Invite another"), InviteStaff()),), back(reader))
    title = _("A link for: %(role)s") % {"role": roles(reader.t)[role]}
    return Card(title, body, rows)


def staff_picture(token: str, role: Role, until: datetime, reader: Reader) -> Card:
    """The message to forward to a new colleague."""
    _ = reader.t.gettext
    words = {"role": roles(reader.t)[role], "service": reader.organisation.name}
    title = _("Join %(service)s (%(role)s)") % words
    return _picture(token, title, until, reader)


def family_link(name: str, rows: tuple[tuple[Key, ...], ...], reader: Reader) -> Card:
    """To whoever hands a link on, beside the link itself. `rows` lead back."""
    _ = reader.t.gettext
    body = _(
        "The link is in the next message. Show the QR code, or forward the message. "
        "It is for %(name)s only, and works once."
    )
    said = {"name": named(reader, name)}
    return Card(_("A link for %(name)s") % said, body % said, rows)


def family_picture(token: str, name: str, until: datetime, reader: Reader) -> Card:
    """The message to forward to somebody who is invited."""
    _ = reader.t.gettext
    said = {"name": named(reader, name), "service": reader.organisation.name}
    return _picture(token, _("%(name)s, %(service)s would like to ask you something") % said, until, reader)


def is_that_you(token: str, name: str, reader: Reader) -> Card:
    """Whoever opened a link: is it theirs? Says nothing else before they answer."""
    _ = reader.t.gettext
    said = {"name": named(reader, name)}
    rows = [
        (Key(_("Yes, I am %(name)s") % said, ThatIsMe(token)),),
        (Key(_("No, that is not me"), NotMe(token)),),
    ]
    rows += [
        (Key(language, LinkLanguage(token, code)),) for code, language in LANGUAGES.items() if code != reader.t.language
    ]
    said["service"] = reader.organisation.name
    body = _("%(service)s would like to ask %(name)s something, and made this link for that.") % said
    body += " " + _("This service is automatic.")
    return Card(_("Are you %(name)s?") % said, body, (*rows, back(reader)))


def no_question(words: str, reader: Reader) -> Card:
    """The link does not work any more: `words` say why."""
    return Card(words, rows=(back(reader),))


def not_you(name: str, reader: Reader) -> Card:
    """The link was opened by somebody else."""
    _ = reader.t.gettext
    body = _("Please hand the link on to %(name)s. It still works.") % {"name": named(reader, name)}
    return Card(_("Nothing has changed"), body, (back(reader),))


def welcome(role: Role, reader: Reader) -> Card:
    """To a new colleague, with the name that families see."""
    _ = reader.t.gettext
    body = _("Your role: %(role)s.") % {"role": roles(reader.t)[role]}
    body += "\n\n" + _("Families see this name: %(name)s") % {"name": named(reader, reader.person.name)}
    rows = (
        (Key(_("Keep this name"), KeepName()),),
        (Key(_("Change my name"), ChangeName()),),
        back(reader),
    )
    return Card(_("You are in the team"), body, rows)


def name_question(reader: Reader) -> Card:
    """Asks for the name that families see."""
    _ = reader.t.gettext
    body = _("Type the name that families see. A first name is enough.")
    return Card(_("What is your name?"), body, (back(reader),))


def name_kept(name: str, reader: Reader) -> Card:
    """The name that families see from now on."""
    _ = reader.t.gettext
    body = _("Families see this name: %(name)s") % {"name": named(reader, name)}
    body += "\n\n" + _("Next: say when you are on duty. Calls come to those on duty first.")
    return Card(_("Your name is set"), body, ((duty_key(reader),), back(reader)))


def joined(newcomer: Person, role: Role, reader: Reader) -> Card:
    """To the lead whose link it was."""
    _ = reader.t.gettext
    words = {"name": named(reader, newcomer.name), "role": roles(reader.t)[role]}
    body = _("Role: %(role)s.")
    if not reader.person.is_lead:
        return Card(_("%(name)s has joined the team") % words, body % words, (back(reader),))
    body += " " + _("If this is not who you invited, end the role here.")
    rows = ((Key(words["name"], Colleague(newcomer.id)),), back(reader))
    return Card(_("%(name)s has joined the team") % words, body % words, rows)


def _picture(token: str, title: str, until: datetime, reader: Reader) -> Card:
    _ = reader.t.gettext
    link = reader.link(token)
    # Never "tomorrow": this message is handed on and read on another day.
    ends = wall_time(until, reader.zone)
    day, at = full_date(ends.date(), reader.t), clock_time(ends, reader.t)
    # The link comes last: a lock screen shows the beginning.
    # Nobody redraws a picture that may have been handed on: the words must be as true once the link was used.
    body = _("This link can be used once, and not after %(day)s at %(time)s.") % {"day": day, "time": at}
    body += "\n\n" + _("Open it in Telegram: %(link)s") % {"link": link}
    return Card(title, body, attachment=Attachment("photo", "link.png", png(link)))
