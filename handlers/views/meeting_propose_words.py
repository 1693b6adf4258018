"""What is said when something typed cannot be used while times are proposed."""

from handlers.turn import Reader
from locales.bidi import without_controls
from locales.dates import day_and_month
from locales.typed_time import NoDate
from rules.when import TimeTrouble, Trouble


def trouble_words(trouble: Trouble, reader: Reader) -> str:
    """Why a time cannot be used, in one sentence."""
    _ = reader.t.gettext
    return {
        TimeTrouble.PAST: _("That time has passed."),
        TimeTrouble.DOES_NOT_EXIST: _("The clocks go forward then, so that time does not exist."),
        TimeTrouble.HAPPENS_TWICE: _("The clocks go back, so this time comes twice."),
        TimeTrouble.TOO_FAR: _("That is more than a year away."),
    }[trouble.kind]


def not_understood(reader: Reader, no_date: NoDate | None = None) -> str:
    """The typed words are no time that we can read, or `no_date`, which no calendar has."""
    if no_date is not None:
        said = {"date": day_and_month(no_date.day, no_date.month, reader.t), "year": no_date.year}
        if no_date.year is None:
            return reader.t.gettext("There is no %(date)s.") % said
        return reader.t.gettext("There is no %(date)s in %(year)d.") % said
    return reader.t.gettext("That was not understood as a day and a time.")


def place_first(reader: Reader, kept: str = "") -> str:
    """Words came before the place was chosen; `kept` is a time that is used afterwards."""
    _ = reader.t.gettext
    if kept:
        return _("We keep “%(time)s”. Choose the place first, with a button.") % {"time": without_controls(kept)}
    return _("Choose the place first, with a button. You can type the day and the time after that.")


def length_first(reader: Reader, kept: str) -> str:
    """A time came before the length was chosen."""
    return reader.t.gettext("We keep “%(time)s”.") % {"time": without_controls(kept)}


def no_length(reader: Reader) -> str:
    """The typed words are no length."""
    return reader.t.gettext("It can be from 15 minutes to 4 hours.")
