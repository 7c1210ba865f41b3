"""Accounts, sessions, tokens, attempts and the audit log, as rows: only this folder knows their tables."""
