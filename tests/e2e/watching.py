"""What may never happen in a window: a foreign request, a blocked script or style, an error in a script, a 500."""


class Watch:
    """Gathers what is wrong in one browser context."""

    def __init__(self, context, address):
        self.context = context
        self.address = address
        self.seen: list[str] = []
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.seen.append(f"error in a script: {error.error}"))

    def _request(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.seen.append(f"foreign request: {request.url}")

    def _response(self, response):
        is_being_made = response.status == 503 and "retry-after" in response.headers
        if response.status >= 500 and not is_being_made:
            self.seen.append(f"{response.status}: {response.url}")

    def _console(self, message):
        if "Content Security Policy" in message.text:
            self.seen.append(f"blocked: {message.text}")


def sign_in(page, site, who):
    """Sign in as the demo's coordinator or admin."""
    address, password = site.sign_in_of(who)
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(password)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def scrolls_sideways(page):
    """Return by how many pixels the page is wider than the window."""
    return page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
