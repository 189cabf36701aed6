"""The coordinator's desk: what needs action, how far everybody has come, who is where. It keeps nothing."""
