"""Running it for real: backups, moves, figures for monitoring, the shipped server settings."""
