"""What a session has asked the guide."""

from dataclasses import dataclass, field

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


@dataclass
class GuideSession(FocusTarget):
    """What was asked.

    ``words`` were searched for; ``item`` is the entry that is shown alone, ``tool`` the tool that
    is open. ``screen`` and ``replies`` are the login doctor's: what the screen says, and the
    answers so far. ``typed`` are the fields of the contact finder by their keys, ``kept`` those of
    the mail and of the lists, which outlive a reload.
    """

    words: str = ""
    item: str = ""
    tool: str = ""
    screen: str = ""
    replies: list[bool] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    def find(self) -> tuple[SearchResult, ...]:
        """Search for the words."""
        return search(self.words) if self.words.strip() else ()

    def look_for(self, words: str) -> None:
        """Search for other words."""
        self.words, self.item, self.tool = words, "", ""
        self.point_at("answer" if words.strip() else "heading")

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
        self.replies.append(is_yes)
        self.point_at("answer")

    def take_back(self) -> None:
        """Take the last reply back, or the screen where there is none."""
        if self.replies:
            self.replies.pop()
        else:
            self.screen = ""
        self.point_at("answer")
