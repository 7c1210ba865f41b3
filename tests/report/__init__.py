"""Reports: PDF, DOCX and ZIP of one structure, read back by parsers that did not write them."""
