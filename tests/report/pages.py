"""Pages read strictly: every element closed, in order; no element and no attribute but ours."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "br", "wbr"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "span", "section", "table",
    "thead", "tbody", "tr", "th", "td", "caption", "div", "ol", "ul", "li", "b", "bdi", "code", "small", "a",
    "details", "summary", "footer", "br", "wbr", "dl", "dt", "dd", "mark",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel", "scope", "aria-hidden", "open",
    "data-label",
}  # fmt: skip


class Page(HTMLParser):
    """What is on a page; an ``AssertionError`` if it holds what it should not."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text: list[str] = []
        self.titles: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            if name == "href":
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")
        if tag in {"h1", "h2", "h3"}:
            self.titles.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)
