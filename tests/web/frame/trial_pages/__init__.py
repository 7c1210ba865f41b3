"""Pages that do exactly what the tests of the frame need."""
