"""The kinds of identity that values carry."""

from typing import NewType

TeamId = NewType("TeamId", str)
PersonId = NewType("PersonId", str)
ContactId = NewType("ContactId", str)
NetworkId = NewType("NetworkId", str)
MeetingId = NewType("MeetingId", str)
OptionId = NewType("OptionId", str)
InvitationId = NewType("InvitationId", str)
"""Each is 10 characters of a-z and 2-7, made by `storage.ids.new_id`, safe inside a button."""
