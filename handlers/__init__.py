"""What people see and tap: conversations, buttons, views."""
