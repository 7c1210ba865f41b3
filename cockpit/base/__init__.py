"""What every layer may use: errors, settings, the clock, German formats and texts."""
