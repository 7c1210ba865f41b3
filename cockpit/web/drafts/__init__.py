"""What the pages of an upload show: fields of the mapping, findings in groups, changed values, the effect."""
