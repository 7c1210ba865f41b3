"""Forms a file may come in, one Python file each, found by its name."""
