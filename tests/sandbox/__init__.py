"""The pretend Telegram is as strict as the real one."""
