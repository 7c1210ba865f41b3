"""Lets ``python -m cockpit.cli`` work like the command ``cockpit``."""

from cockpit.cli import main

main()
