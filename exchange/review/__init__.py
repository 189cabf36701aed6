"""What a mentor answers: comments, approvals, and entries sent back."""
