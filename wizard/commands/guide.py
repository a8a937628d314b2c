"""`moushikomi guide`: an answer to a symptom, a message or an error code, and whom to ask."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from rules.guide.contacts import contact_for, matters
from rules.guide.entries import MOVED, GuideEntry, entries
from rules.guide.items import chapters, edition, item_id, items
from rules.guide.own_messages import own_messages
from rules.guide.places import COMMAND, PAGE, SITUATION, TOOL
from rules.guide.search import SearchResult, search
from wizard.commands.exits import FOUND_ERRORS, CallError, complain
from wizard.commands.json_text import dumps
from wizard.core.files import printable

_OTHERS: Final = 4
_WHERE: Final = {
    SITUATION: "「申込書をつくる」の「{label}」",
    PAGE: "画面「{label}」",
    COMMAND: "moushikomi {to}（{label}）",
    TOOL: "画面「困ったときは」の「{label}」",
}


def guide(words: tuple[str, ...], item: str | None, *, as_json: bool) -> int:
    """Find entries of the guide, show one of them, or list all."""
    if item is not None and words:
        raise CallError("検索する語句と --item は、どちらか一方のみを指定してください。")
    if item is not None:
        return _show_item(item, as_json=as_json)
    query = " ".join(words)
    if as_json:
        found = (
            search(query) if words else [SearchResult(entry, 0, ()) for entry in entries().values()]
        )
        print(dumps([_json(hit) for hit in found]))
    elif words:
        _print_found(query, search(query))
    else:
        _print_all()
    return 0


def _show_item(item: str, *, as_json: bool) -> int:
    id_ = item_id(item)
    if id_ is None:
        complain(
            f"FAQに「{printable(item)}」という項目はありません。"
            "3-4、ERR_20140、参考(1) のように指定してください。"
        )
        return FOUND_ERRORS
    if as_json:
        print(dumps([_json(found) for found in search(id_)]))
    else:
        _print_entry(entries()[id_])
    return 0


def _json(found: SearchResult) -> dict[str, Any]:
    """Return an entry; ``answer`` ends with its conditions, a line each."""
    entry = found.entry
    return {
        "id": entry.id,
        "question": entry.question,
        "answer": "\n".join((entry.answer, *entry.conditions)),
        "steps": list(entry.steps),
        "contact": entry.whom_to_ask,
        "see": list(_see(entry)),
        "why": list(found.why),
    }


def _see(entry: GuideEntry) -> Iterator[dict[str, str]]:
    """Yield where to go on: objects with a kind, where it leads to, and a label."""
    for place in entry.places:
        yield {"kind": place.kind, "to": place.to, "label": place.label}
    for id_ in entry.related:
        yield {"kind": "item", "to": id_, "label": entries()[id_].question}
    for document in entry.documents:
        yield {"kind": "document", "to": document, "label": document}
    for link in entry.links:
        yield {"kind": "link", "to": link.url, "label": link.label, "note": MOVED}


def _print_found(query: str, found: tuple[SearchResult, ...]) -> None:
    own = own_messages(query)
    for one in own:
        print(f"moushikomiのメッセージ　{one.message}\n対処方法　　　{one.remedy}\n")
    if not found:
        if not own:
            _offer_contacts(query)
        return
    first, *others = found
    print("。".join(first.why))
    _print_entry(first.entry)
    if others:
        print("\nほかの候補（詳細は moushikomi guide --item 番号）")
    for other in others[:_OTHERS]:
        print(f"  {other.entry.id}　{other.entry.question}（{'。'.join(other.why)}）")


def _print_entry(entry: GuideEntry) -> None:
    print(f"{entry.id}　{entry.question}\n\n{entry.answer}\n")
    for number, step in enumerate(entry.steps, start=1):
        print(f"  {number}. {step}")
    for condition in entry.conditions:
        print(f"  ※ {condition}")
    print(f"\n問い合わせ先　{entry.whom_to_ask}")
    for place in entry.places:
        where = _WHERE[place.kind].format(to=place.to, label=place.label)
        print(f"対応する機能　{where}")
    for document in entry.documents:
        print(f"資料　　　　　{document}")
    for link in entry.links:
        print(f"リンク　　　　{link.label} {link.url}（{MOVED.rstrip('。')}）")
    for id_ in entry.related:
        print(f"関連　　　　　{id_}　{entries()[id_].question}")
    citation = items()[entry.id].citation
    print(f"出典　　　　　FAQ {citation}（{edition()}版）をもとに、moushikomiが作成しました。")


def _offer_contacts(query: str) -> None:
    print(
        f"「{printable(query)}」に該当する項目は見つかりませんでした。FAQに記載のない内容の可能性があります。"
    )
    print("語句を変えて検索するか、次の窓口に問い合わせてください。")
    print("事業者名、事業者コード、画面のメッセージをご用意ください。")
    by_desk = sorted(matters().values(), key=lambda matter: matter.desk)
    for _, group in groupby(by_desk, key=lambda matter: matter.desk):
        asked = list(group)
        advice = contact_for(asked[0].id)
        print(f"\n{advice.whom}　{advice.reach}".rstrip("　"))
        for matter in asked:
            print(f"  ・{matter.label}（FAQ {matter.source}）")


def _print_all() -> None:
    for chapter in chapters():
        print(chapter.title)
        for item in chapter.item:
            print(f"  {item.id}　{entries()[item.id].question}")
