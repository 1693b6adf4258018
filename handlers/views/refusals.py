"""One plain sentence for each situation in which a request cannot be granted."""

from datetime import timedelta

from locales.catalogue import Catalogue
from locales.dates import length
from rules.contact import AGAIN_AFTER
from rules.decision import Situation


def sentence(situation: Situation, t: Catalogue) -> str:
    """What happened and what to do; at most 200 characters, for it may be shown over the screen."""
    _ = t.gettext
    words = {
        Situation.NOT_FOR_YOU: _("This is not open to you. Nothing has changed."),
        Situation.NOT_THERE: _("This is no longer there. Nothing has changed."),
        Situation.OUTDATED: _("This was from an earlier message. Here is how things are now."),
        Situation.ALREADY_TAKEN: _("Someone else has this already. Here is how things are now."),
        Situation.NOT_YOURS: _("Only the person who has this call can record that."),
        Situation.TOO_SOON: _("That counts again %(length)s after the last time. Nothing has changed.")
        % {"length": length(AGAIN_AFTER // timedelta(minutes=1), t)},
        Situation.CLOSED: _("This is closed. Nothing has changed."),
        Situation.LINK_USED: _("This link has been used. Ask the team for a new one."),
        Situation.LINK_EXPIRED: _("This link is too old. Ask the team for a new one."),
        Situation.LINK_UNKNOWN: _("This link does not work. Ask the team for a new one."),
        Situation.OWN_LINK: _("This link is for somebody else. Please hand it on to them."),
        Situation.CORE_INCOMPLETE: _("A core pair is two or three people from the team, one of them a practitioner."),
        Situation.NAME_OF_A_PERSON: _("Leave out names of people. Type two or three plain words."),
        Situation.NAME_UNPLAIN: _("Type two or three plain words, with letters only."),
        Situation.ALREADY_IN_TEAM: _("You are in the team already. There is nothing to do."),
        Situation.ALREADY_INVITED: _("This person has been asked already."),
        Situation.CONSENT_MISSING: _("Not everyone has said yes yet, so this cannot be done. Nothing was sent."),
        Situation.TOO_FEW_OPTIONS: _("Add at least 2 times before you ask everyone."),
        Situation.TOO_MANY_OPTIONS: _("There can be at most 7 times. Take one away first."),
        Situation.SAME_OPTION: _("This time is in the list already."),
        Situation.TIME_IN_THE_PAST: _("That time has passed. Choose a later one."),
        Situation.TIME_TOO_FAR: _("That is more than a year away. Choose an earlier time."),
        Situation.NOT_ENOUGH_YET: _("This time cannot be agreed yet. The screen says what is missing."),
        Situation.ON_HOLD: _("The person at the centre asked to wait. Nothing is agreed until they are ready."),
        Situation.NAME_TAKEN: _("That name is in use. Choose another."),
        Situation.TEXT_EMPTY: _("There are no letters or numbers in that message. Type it again."),
        Situation.TEXT_TOO_LONG: _("That is too long. Type it in fewer words."),
        Situation.NUMBER_UNREADABLE: _(
            "That does not look like a phone number. Type it with digits, like 07700 900123."
        ),
    }
    return words[situation]
