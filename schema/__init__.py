"""The graph: what can be asked, and how one question becomes one SQL statement. It knows no HTTP."""
