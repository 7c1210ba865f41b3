"""One chart for pages of others: the frame, the oEmbed answer, and the snippets that bring it there."""
