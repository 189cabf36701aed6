"""What every area stands on: ids, refusals, scopes, the change feed and the journal."""
