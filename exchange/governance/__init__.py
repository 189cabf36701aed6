"""What museums agreed to, and who decides: charter, committee, conflicts of interest, motions, votes."""
