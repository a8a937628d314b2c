"""TOML that people write: what is read, and what is more than anybody writes."""

import tracemalloc

import pytest

from schemas.toml_text import TomlError, parse_toml

READ = {
    "nothing": ("", {}),
    "a table": ('[names]\n"business.code" = "様式!D14"', {"names": {"business.code": "様式!D14"}}),
    "dots in texts": ('a = "1.2.3.4.5.6.7.8.9.10.11"', {"a": "1.2.3.4.5.6.7.8.9.10.11"}),
    "dots in a comment": ("# a.b.c.d.e.f.g.h.i.j\na = 1", {"a": 1}),
    "eight names": (
        "a.b.c.d.e.f.g.h = 1", {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": 1}}}}}}}}
    ),
    "twenty digits": ("a = 12345678901234567890", {"a": 12345678901234567890}),
    "digits in a text": (f'a = "{"1" * 30}"', {"a": "1" * 30}),
    "a text of several lines": ('a = """x.y\n"z"\n"""', {"a": 'x.y\n"z"\n'}),
}  # fmt: skip
REFUSED = {
    "no TOML": ("[a]\nb = c", "（2行目）"),
    "a day that is not": ("a = 2026-02-30", "TOMLとして読み取れません"),
    "nesting without end": ("a = " + "[" * 40_000, "TOMLとして読み取れません"),
    "tables in tables": ("a = " + "{a = " * 9_000, "TOMLとして読み取れません"),
    "dots without end": ("a" + ".a" * 20_000 + " = 1", "ピリオド区切りの名前"),
    "nine names": ("a.b.c.d.e.f.g.h.i = 1", "ピリオド区切りの名前"),
    "nine names with spaces": ("a . b . c . d . e . f . g . h . i = 1", "ピリオド区切りの名前"),
    "nine names in quotes": (".".join(['"a"'] * 9) + " = 1", "ピリオド区切りの名前"),
    "nine names in a heading": ("[a.b.c.d.e.f.g.h.i]", "ピリオド区切りの名前"),
    "nine names inside": ("x = {a.b.c.d.e.f.g.h.i = 1}", "ピリオド区切りの名前"),
    "a number without end": ("a = " + "1" * 5_000, "桁数の多すぎる数値"),
    "twenty-one digits": ("a = 123456789012345678901", "桁数の多すぎる数値"),
    "too much": ("#" * 50_001, "大きすぎます"),
}


@pytest.mark.parametrize(("text", "content"), READ.values(), ids=READ)
def test_what_people_write_is_read(text: str, content: dict[str, object]) -> None:
    assert parse_toml(text) == content


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_none_or_too_much_is_refused_for_little(text: str, why: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TomlError) as raised:
            parse_toml(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert why in str(raised.value)
    assert peak < 20_000_000
