"""Characters that copying leaves in a text: invisible ones, and radicals instead of ideographs."""

import re
import unicodedata
from typing import Final

_FORMAT: Final = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
"""The format characters (Cf) of Unicode 15."""
_FILLERS: Final = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\uffa0"
"""Joiners, fillers and the empty braille pattern: not format characters, but drawn as nothing."""
_SELECTORS: Final = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_IDEOGRAPHS: Final = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U000323af"
)
_INVISIBLE: Final = re.compile(f"[{_FORMAT}{_FILLERS}{_SELECTORS}]")
_INVISIBLE_IN_NAMES: Final = re.compile(f"[{_FORMAT}{_FILLERS}]|(?<![{_IDEOGRAPHS}])[{_SELECTORS}]")

UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML and so a cell cannot hold: controls except tab and line feed, surrogates."""

_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―⁃⁻−─━➖ー˗ｰ﹘﹣－"), "-")

# Unicode's Equivalent_Unified_Ideograph; the Kangxi radicals (U+2F00 to U+2FD5) follow from NFKC.
_SUPPLEMENT: Final = """
    ⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑𡯂 ⺒巳 ⺓幺
    ⺔彑 ⺕彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛
    ⺨犭 ⺩王 ⺪𤴔 ⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺴冗 ⺵𦉫 ⺶羊 ⺷𦍌 ⺸𦍋 ⺹耂 ⺺肀
    ⺻聿 ⺼肉 ⺽𦥑 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷 ⻋车 ⻌辶 ⻍辶
    ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣
    ⻡𩠐 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟
"""
_JAPANESE_FORMS: Final = {"⼾": "戸", "⾭": "青", "⿈": "黄", "⿊": "黒"}
"""Radicals whose Unicode equivalent is not the form used in Japan."""
_RADICALS: Final = {
    **{ord(pair[0]): pair[1:] for pair in _SUPPLEMENT.split()},
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **{ord(radical): letter for radical, letter in _JAPANESE_FORMS.items()},
}

_UNREADABLE: Final = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_NARROW_KANA: Final = re.compile("[\uff61-\uff9f]+")
_WIDE_DIGITS: Final = re.compile("[０-９]+(?:[‐−ー－][０-９]+)*")  # ０３－１２３４, too


def without_unseen(text: str) -> str:
    """Return a text without invisible characters."""
    return _INVISIBLE.sub("", text)


def without_stray(text: str) -> str:
    """Return a name without invisible characters.

    A variation selector after an ideograph stays: it selects the glyph of the ideograph (葛󠄀城).
    """
    return _INVISIBLE_IN_NAMES.sub("", text)


def narrow(text: str) -> str:
    """Return a text in half-width letters and digits (NFKC), without invisible characters."""
    return unicodedata.normalize("NFKC", without_unseen(text))


def with_hyphens(text: str) -> str:
    """Return a text with every kind of dash, and the long vowel mark, replaced by a hyphen."""
    return text.translate(_DASHES)


def with_ideographs(text: str) -> str:
    """Return a text with ideographs for the radicals that text copied from a PDF has instead."""
    return text.translate(_RADICALS)


def has_unreadable(text: str) -> bool:
    """Return whether a text has replacement (U+FFFD) or private-use characters (外字)."""
    return _UNREADABLE.search(text) is not None


def with_wide_kana(text: str) -> str:
    """Return a text with half-width kana replaced by full-width ones."""
    return _NARROW_KANA.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def with_narrow_digits(text: str) -> str:
    """Return a text with full-width digits, and the dashes between them, in half-width."""
    return _WIDE_DIGITS.sub(
        lambda match: with_hyphens(unicodedata.normalize("NFKC", match[0])), text
    )
