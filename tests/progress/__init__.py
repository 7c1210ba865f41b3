"""Where a series stands and whether its pace is enough: the method, tested by its own words."""
