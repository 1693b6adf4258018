"""The subjects of the house, in the order in which they are asked and stand on the home screen."""

from handlers import contact, duty, invitation, meeting, network, team
from handlers.subject import Part

PARTS: tuple[Part, ...] = (contact.PART, duty.PART, meeting.PART, network.PART, invitation.PART, team.PART)
