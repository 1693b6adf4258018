"""The blue menu's commands, and what the bot says of itself before the first tap."""

from handlers.views.home import signpost_line
from locales.catalogue import Catalogue
from rules.organisation import Organisation


def commands(t: Catalogue) -> tuple[tuple[str, str], ...]:
    """Each command with what it does; Telegram allows 256 characters each."""
    _ = t.gettext
    return (("start", _("Home")), ("menu", _("Everything you can do here")))


def description(organisation: Organisation, t: Catalogue) -> str:
    """What an empty chat shows; at most 512 characters."""
    _ = t.gettext
    emergency = next(signpost for signpost in organisation.signposts if signpost.emergency)
    return "\n\n".join(
        (
            _("Talk to the team at %(service)s, and agree when and where to meet.") % {"service": organisation.name},
            _("This chat is not an emergency service."),
            signpost_line(emergency, t),
        )
    )[:512]


def short_description(organisation: Organisation, t: Catalogue) -> str:
    """One line on the bot's profile; at most 120 characters."""
    _ = t.gettext
    return (_("%(service)s: meetings with people who matter to you.") % {"service": organisation.name})[:120]
