"""One file per page, found by its name; each has PATH, MENU and page(request)."""
