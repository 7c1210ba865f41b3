"""Creates the server: `gunicorn app:server`."""

from cockpit.web.server import create_server

server = create_server()
