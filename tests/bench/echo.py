"""The yardstick: python-telegram-bot as its documentation starts it, with one handler that echoes.

`python -m tests.bench.echo <root> <token>`. It keeps nothing, so a crash of it loses what it held.
"""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same words back."""
    assert update.message is not None
    assert update.message.text is not None
    await update.message.reply_text(update.message.text)


def main() -> None:
    """Poll the Bot API under the root address of the first argument, until SIGTERM."""
    root, token = sys.argv[1:3]
    application = Application.builder().token(token).base_url(f"{root}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
