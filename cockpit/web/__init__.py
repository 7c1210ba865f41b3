"""The only package that knows Dash and Flask: pages, routes, headers, the server."""
