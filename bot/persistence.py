"""PTB's persistence on our own tables: a dialogue is kept in the transaction of the update that moved it."""

import copy
from typing import Any

from telegram.ext import BasePersistence, PersistenceInput

from handlers.turn import Ear
from storage import dialogues


class Kept(BasePersistence[dict[str, Any], dict[Any, Any], Ear]):
    """Keeps dialogue states and drafts. Works only while `ear.tx` is an open transaction."""

    def __init__(self) -> None:
        super().__init__(store_data=PersistenceInput(bot_data=False, chat_data=False, callback_data=False))
        self.ear = Ear()
        self._kept: dict[int, dict[str, Any]] = {}
        self._at_start: dict[str, dict[tuple[int, ...], str]] | None = None

    async def get_conversations(self, name: str) -> dict[Any, Any]:
        if self._at_start is None:
            assert self.ear.tx is not None
            self._at_start = dialogues.all_states(self.ear.tx)
        return dict(self._at_start.get(name, {}))

    async def update_conversation(self, name: str, key: Any, new_state: object | None) -> None:
        assert self.ear.tx is not None
        dialogues.set_state(self.ear.tx, name, key, None if new_state is None else str(new_state))

    async def get_user_data(self) -> dict[int, dict[str, Any]]:
        assert self.ear.tx is not None
        drafts = dialogues.all_drafts(self.ear.tx)
        self._kept = copy.deepcopy(drafts)
        return drafts

    async def update_user_data(self, user_id: int, data: dict[str, Any]) -> None:
        """Write a draft only when it has changed: most updates change none."""
        if data == self._kept.get(user_id, {}):
            return
        assert self.ear.tx is not None
        dialogues.set_draft(self.ear.tx, user_id, data)
        self._kept[user_id] = copy.deepcopy(data)

    def forget(self, user_id: int, draft: dict[str, Any]) -> None:
        """After an update was undone: `draft` is what storage holds."""
        self._kept[user_id] = copy.deepcopy(draft)

    async def refresh_user_data(self, user_id: int, user_data: dict[str, Any]) -> None:
        """Memory is never behind the tables: this process is the only writer."""

    async def refresh_chat_data(self, chat_id: int, chat_data: dict[Any, Any]) -> None:
        """Chats keep nothing."""

    async def refresh_bot_data(self, bot_data: Ear) -> None:
        """The ear is lent anew for each update."""

    async def flush(self) -> None:
        """Nothing waits: everything is written with its update."""

    async def drop_user_data(self, user_id: int) -> None:
        assert self.ear.tx is not None
        dialogues.set_draft(self.ear.tx, user_id, {})
        self._kept.pop(user_id, None)

    async def drop_chat_data(self, chat_id: int) -> None:
        """Chats keep nothing."""

    async def get_chat_data(self) -> dict[int, dict[Any, Any]]:
        return {}

    async def get_bot_data(self) -> Ear:
        return self.ear

    async def get_callback_data(self) -> None:
        return None

    async def update_chat_data(self, chat_id: int, data: dict[Any, Any]) -> None:
        """Chats keep nothing."""

    async def update_bot_data(self, data: Ear) -> None:
        """The ear is lent anew for each update."""

    async def update_callback_data(self, data: Any) -> None:
        """Buttons hold their own data."""
