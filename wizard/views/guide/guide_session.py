"""What a session has asked the guide."""

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Final

from rules.guide.entries import entries
from rules.guide.search import SearchResult, search
from wizard.core.focus_target import FocusTarget

TOOLS = {
    "login-doctor": "ログインできない",
    "contact-finder": "問い合わせ先",
    "request-mail": "資料の請求",
    "point-number": "地点番号の確認",
    "api-test": "API連携テスト",
    "checklist-rename": "社名変更の確認",
    "checklist-stop": "利用停止の確認",
}
MATTER: Final = "matter"  # the key of what the contact finder is asked about
_SCREEN: Final = "doctor-screen"
_REPLIES: Final = "doctor-replies"
_YES, _NO = "y", "n"
_MOST_WORDS: Final = 200
# Characters of a search that an address holds: no message is as long (an estimate).


@dataclass
class GuideSession(FocusTarget):
    """What was asked.

    ``words`` were searched for; ``item`` is the entry that is shown alone, ``tool`` the tool that
    is open; ``address`` are the last query parameters of the page, which name these. ``kept`` are
    the fields of the tools by their keys, which outlive a reload.
    """

    words: str = ""
    item: str = ""
    tool: str = ""
    address: dict[str, str] = field(default_factory=dict)
    kept: MutableMapping[str, str] = field(default_factory=dict)

    @property
    def screen(self) -> str:
        """Return what the screen says, as the login doctor was told."""
        return self.kept.get(_SCREEN, "")

    @property
    def replies(self) -> list[bool]:
        """Return the replies to the login doctor so far."""
        return [reply == _YES for reply in self.kept.get(_REPLIES, "")]

    def names(self) -> dict[str, str]:
        """Return the query parameters that lead to what is shown."""
        shown = {"q": self.words.strip()[:_MOST_WORDS], "item": self.item, "tool": self.tool}
        return {name: value for name, value in shown.items() if value}

    def find(self) -> tuple[SearchResult, ...]:
        """Search for the words."""
        return search(self.words) if self.words.strip() else ()

    def look_for(self, words: str) -> None:
        """Search for other words."""
        self.words, self.item, self.tool = words, "", ""
        self.point_at("answer" if words.strip() else "heading")

    def forget_matter(self) -> None:
        """Have the contact finder ask anew what it is about."""
        self.kept[MATTER] = ""

    def show(self, item: str) -> None:
        """Show an entry alone."""
        if item in entries():
            self.item, self.tool = item, ""
            self.point_at("answer")

    def open(self, tool: str) -> None:
        """Open a tool."""
        if tool in TOOLS:
            self.item, self.words, self.tool = "", "", tool
            self.point_at("answer")

    def begin(self) -> None:
        """Go back to the first question."""
        self.words = self.item = self.tool = ""
        self.point_at("heading")

    def reply(self, *, is_yes: bool) -> None:
        """Answer the login doctor's question."""
        self.kept[_REPLIES] = self.kept.get(_REPLIES, "") + (_YES if is_yes else _NO)
        self.point_at("answer")

    def examine(self, screen: str) -> None:
        """Begin with the login doctor's questions about a screen; with none, ask what it says."""
        self.kept[_SCREEN], self.kept[_REPLIES] = screen, ""
        self.point_at("answer")

    def take_back(self) -> None:
        """Take the last reply back, or the screen where there is none."""
        if replies := self.kept.get(_REPLIES, ""):
            self.kept[_REPLIES] = replies[:-1]
            self.point_at("answer")
        else:
            self.examine("")
