"""The programme itself: tables and rules, by area. It knows no HTTP, no GraphQL and no sign-in protocol."""
