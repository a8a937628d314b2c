"""`moushikomi bind`: a blank gets the names by which it can be filled and read."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from schemas.answers import SHORT_KINDS
from schemas.catalogue import label
from wizard.commands.exits import CallError
from wizard.commands.json_text import dumps
from wizard.commands.outputs import refuse_overwriting, write_output
from wizard.core.files import printable, read_bytes
from wizard.core.intake.binding import Binding, bind_blank
from wizard.core.intake.conversion import as_xlsx
from wizard.core.workers.libreoffice import find_libreoffice
from wizard.core.workers.limits import within_limits
from workbook.forms.active_content import Activity
from workbook.forms.blank_names import NamesError, read_names, write_names
from workbook.places import ABSENTABLE, is_entry
from workbook.xlsx.guard.unreadable import UnreadableError


def bind(  # noqa: PLR0913 - one parameter for each word of the command
    blank: Path,
    output: Path,
    names: Path | None,
    save_names: Path | None,
    absent: tuple[str, ...],
    *,
    drop_links: bool,
    as_json: bool,
) -> None:
    """Give a blank the names by which it can be filled and read."""
    refuse_overwriting([output], [blank])
    content = read_bytes(blank)
    try:
        given = read_names(read_bytes(names).decode("utf-8-sig")) if names else None
        converted = within_limits(as_xlsx, content, find_libreoffice())
        binding = within_limits(bind_blank, converted.content, given, absent, drop_links)
    except UnreadableError as error:
        raise CallError(f"「{printable(blank)}」：{error.why}{error.mend}") from error
    except UnicodeDecodeError as error:
        message = f"「{printable(names or '')}」の文字コードがUTF-8ではありません。"
        raise CallError(message) from error
    except NamesError as error:
        raise CallError(str(error)) from error
    write_output(output, binding.content)
    if save_names:
        write_output(save_names, write_names(binding.names).encode())
    if as_json:
        print(dumps(_json(binding, converted.remarks, blank.name)))
    else:
        print("\n".join(converted.remarks), end="\n" if converted.remarks else "")
        _print(binding)


def _json(binding: Binding, remarks: Sequence[str], name: str) -> dict[str, Any]:
    return {
        "bound": dict(binding.names.cells),
        "absent": _in_form_order(binding.names.absent),
        "unbound": list(binding.unbound),
        "doubtful": list(binding.doubtful),
        "moved": {path: {"from": old, "to": new} for path, (old, new) in binding.moved.items()},
        "would_be_lost": [{"what": loss.what, "where": loss.where} for loss in binding.lost],
        "remarks": [
            *({"what": remark, "where": name} for remark in remarks),
            *({"what": one.what, "where": one.where} for one in binding.activities),
        ],
    }


def _print(binding: Binding) -> None:
    print(f"特定した欄：{len(binding.names.cells)}件")
    for path, place in binding.names.cells.items():
        doubt = "（要確認）" if path in binding.doubtful else ""
        print(f"  {place}　{_name_of(path)}{doubt}")
    if absent := _in_form_order(binding.names.absent):
        print(f"この様式にはないと確認した欄：{'、'.join(_name_of(path) for path in absent)}")
    if unbound := [path for path in binding.unbound if is_entry(path)]:
        print("特定できなかった欄のうち、記入が必要なもの（セルを --names で指定するか、")
        print("この様式にないことを確認して --absent で指定してください）：")
        for path in unbound:
            print(f"  --absent {path}　{_name_of(path)}")
    if others := [path for path in binding.unbound if not is_entry(path)]:
        print(f"特定できなかったその他の欄：{'、'.join(_name_of(path) for path in others)}")
    for path, (old, new) in binding.moved.items():
        print(f"前の様式から移動した可能性がある欄：{_name_of(path)}　{old} → {new}")
    if binding.activities:
        _print_activities(binding.activities)
    if binding.lost:
        lost = "、".join(f"{loss.what}（{loss.where}）" for loss in binding.lost)
        print(f"記入した様式には、次の要素が引き継がれません：{lost}")


def _print_activities(activities: Sequence[Activity]) -> None:
    print(
        "この様式に含まれている数式やリンクなど（心当たりがない場合は、取り込まないでください）："
    )
    for activity in activities:
        print(f"  {activity.where}　{activity.what}")
    if any(activity.is_link for activity in activities):
        print("別のブックへのリンクは、--drop-links を指定すると削除できます（値は残ります）。")


def _in_form_order(absent: Collection[str]) -> list[str]:
    return [path for path in ABSENTABLE if path in absent]


def _name_of(path: str) -> str:
    whole, _, part = path.rpartition(".")
    parts = {"year": "年", "month": "月", "day": "日", "postal": "郵便番号"}
    if part in parts and label(whole) != whole:
        return f"{label(whole)}（{parts[part]}）"
    return f"{label('kind')}（{SHORT_KINDS.word(part)}）" if whole == "kind" else label(path)
