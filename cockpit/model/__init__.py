"""Frozen values that every layer shares; nothing here reads or writes anything."""
