"""What partner systems find at `/developers`: a page to read, the graph to download, a place to try it."""
