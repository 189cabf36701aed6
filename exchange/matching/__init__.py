"""Who applies, who offers to host them, and who goes where."""
