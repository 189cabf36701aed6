"""What a browser says it is, as few words as its person needs to recognise it: “Safari · iPhone”."""

# The first that fits counts: every browser also says that it is one of those below it.
BROWSERS = (
    ("SamsungBrowser/", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str | None:
    """Browser and system of a device; nothing else of what it says is kept."""
    named = (first(user_agent, BROWSERS), first(user_agent, SYSTEMS))
    return " · ".join(filter(None, named)) or None


def first(said: str, known: tuple[tuple[str, str], ...]) -> str | None:
    """The first known name that is said."""
    return next((name for sign, name in known if sign in said), None)
