"""Long runs of the promises that short tests can only sample; nothing here belongs to the test suite."""
