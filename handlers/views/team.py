"""What a lead sees of the team, and what somebody reads who has left it."""

from collections.abc import Sequence

from handlers.buttons.invitation import Colleague, EndRole, InviteStaff, Team, WithdrawLink
from handlers.buttons.meeting import Meetings
from handlers.buttons.network import ShowNetwork
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import back, named, stale_numbers
from handlers.views.invitation import roles
from locales.dates import short_date
from rules.invitation import Invitation
from rules.network import Network
from rules.people import Person
from rules.when import wall_time


def team(colleagues: Sequence[Person], links: Sequence[Invitation], reader: Reader) -> Card:
    """Everybody with their role, and a key for each link that nobody has used yet."""
    _ = reader.t.gettext
    lines = [f"{named(reader, p.name)}: {_role(p, reader)}" for p in colleagues]
    keys = [Key(named(reader, p.name), Colleague(p.id)) for p in colleagues if p.id != reader.person.id]
    rows: list[tuple[Key, ...]] = [tuple(keys[i : i + 2]) for i in range(0, len(keys), 2)]
    rows += [(Key(_link(link, reader), WithdrawLink(link.id)),) for link in links]
    if links:
        lines += ["", _("A link that is withdrawn no longer works. You can make another.")]
    return Card(_("The team"), "\n".join(lines), (*rows, *_back(reader)))


def colleague(person: Person, reader: Reader) -> Card:
    """One of the team: what ending the role means, before it ends."""
    _ = reader.t.gettext
    name = {"name": named(reader, person.name), "role": _role(person, reader)}
    body = _("Role: %(role)s.") + "\n\n"
    body += _(
        "If you end this role, %(name)s is out of the team at once, and reads so. "
        "Calls that they have are asked of others. You choose who comes to their networks and meetings instead."
    )
    rows = ((Key(_("End the role of %(name)s") % name, EndRole(person.id)),), (Key(_("Back"), Team()), *back(reader)))
    return Card(name["name"], body % name, rows)


def ended(person: Person, networks: Sequence[Network], reader: Reader) -> Card:
    """What is left to do for the lead."""
    _ = reader.t.gettext
    name = {"name": named(reader, person.name)}
    body = _("Calls that %(name)s had are being asked of others.")
    if networks:
        body += "\n\n" + _("Choose who comes instead in these networks, and look at their meetings.")
    else:
        body += "\n\n" + _("%(name)s was in no core pair. Please look at the meetings.")
    rows = [(Key(network.code_name, ShowNetwork(network.id)),) for network in networks]
    last: Rows = ((Key(_("Meetings"), Meetings()),), (Key(_("The team"), Team()), *back(reader)))
    return Card(_("%(name)s is no longer in the team") % name, body % name, (*rows, *last))


def your_role_ended(reader: Reader) -> Card:
    """The plain word to the one who left."""
    _ = reader.t.gettext
    body = _("You get no more calls and no messages about families here. If you think this is wrong, ask a team lead.")
    return Card(_("You are no longer in the team"), body, (back(reader),))


def numbers_old(reader: Reader) -> Card | None:
    """To a lead, once; None when they have been checked meanwhile."""
    _ = reader.t.gettext
    stale = stale_numbers(reader)
    if not stale:
        return None
    body = stale + "\n\n" + _("Call each one yourself. Then tell the people who run this service what you found.")
    return Card(_("The numbers to call may be old"), body, (back(reader),))


def _role(person: Person, reader: Reader) -> str:
    return "" if person.role is None else roles(reader.t)[person.role]


def _link(link: Invitation, reader: Reader) -> str:
    _ = reader.t.gettext
    until = short_date(wall_time(link.expires_at, reader.zone).date(), reader.t)
    role = "" if link.role is None else roles(reader.t)[link.role]
    return _("Withdraw link: %(role)s, until %(day)s") % {"role": role, "day": until}


def _back(reader: Reader) -> Rows:
    return ((Key(reader.t.gettext("Invite another"), InviteStaff()),), back(reader))
