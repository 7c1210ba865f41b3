"""An upload on its way: file, mapping, check, effect, publication – kept until it is done, restarts included."""
