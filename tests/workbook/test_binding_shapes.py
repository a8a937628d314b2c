"""Shapes in which forms ask: each is bound without a doubt, filled, and read as it was given."""

from datetime import date
from typing import Any, Final

import pytest

from tests.blanks.sheet_text import blank_of_text
from tests.opening import bind, propose, read, template_of
from tests.workbook import sheets
from workbook.forms.fill import fill

SHAPES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "a mail address around a printed ＠": (
        """
1 | B:H =事業者情報
2 | B %事業者コード | C:H _ @business.code
3 | B %メールアドレス | C:E _ @business.result_email | F ＠ | G:H _ @business.result_email""",
        {"business": {"code": "01233", "result_email": "result@example.co.jp"}},
    ),
    "a postal code in two after 〒": (
        """
1 | B:H =事業者情報
2 | B+2 %住所 | C '〒 | D _ @business.address.postal | E － | F:H _ @business.address.postal
3 | C:H _ @business.address""",
        {"business": {"address": "〒100-0001 東京都千代田区千代田1-1"}},
    ),
    "a postal code in two beside its label": (
        """
1 | B:H =事業者情報
2 | B %郵便番号 | C _ @business.address.postal | D － | E _ @business.address.postal
3 | B %住所 | C:H _ @business.address""",
        {"business": {"address": "〒100-0001 東京都千代田区千代田1-1"}},
    ),
    "a phone number in three": (
        """
1 | B:H =事業者情報
2 | B %電話番号 | C _ @business.phone | D － | E _ @business.phone | F － | G _ @business.phone""",
        {"business": {"phone": "03-3501-1511"}},
    ),
    "indented lines under headings": (
        """
1 | B:H =利用停止
2 | B:H '停止理由
3 | C:H _ @stop.reason
4 | B:H =備考
5 | C:H _ @remarks""",
        {"stop": {"reason": "事業からの撤退"}, "remarks": "連絡事項"},
    ),
    "a seal beside a name": (
        """
1 | B:H =申込者
2 | B %事業者名 | C:H _ @applicant.company
3 | B %申込責任者 | C:G _ @applicant.responsible | H ㊞""",
        {"applicant": {"company": "新電力", "responsible": "電力 太郎"}},
    ),
    "lines under one label that is merged over them": (
        """
1 | B:H =事業者情報
2 | B+3 %住所 | C:H _ @business.address
3 | C:H _
4 | C:H _
5 | B %事業者名 | C:H _ @business.name""",
        {"business": {"address": "東京都千代田区千代田1-1", "name": "新電力"}},
    ),
    "merged boxes for ticks beside their words": (
        """
1 | B:H =申請区分
2 | B+2 _ @kind.new | C:H+2 新規本番システム利用申込
4 | B+2 _ @kind.change | C:H+2 申請内容の変更
6 | B+2 _ @kind.stop | C:H+2 システム利用停止""",
        {"kind": "change"},
    ),
    "a list on its side": (
        """
1 | B:H =窓口責任者
2 | B %項目 | C:D %1 | E:F %2
3 | B %氏名 | C:D _ @contacts.name | E:F _ @contacts.name
4 | B %メールアドレス | C:D _ @contacts.email | E:F _ @contacts.email""",
        {"contacts": [{"name": "電力 太郎"}, {"name": "電力 花子", "email": "h@example.co.jp"}]},
    ),
    "a postal code in two with a line behind it": (
        """
1 | B:H =事業者情報
2 | B+2 %住所 | C 〒 | D _ @business.address.postal | E － | F _ @business.address.postal | G:H _
3 | C:H _ @business.address""",
        {"business": {"address": "〒100-0001 東京都千代田区千代田1-1"}},
    ),
    "answer lines further right under headings": (
        """
1 | A:H '(1)　事業者コード
2 | B:D _ @business.code
3 | A:H '(2)　住所
4 | A '〒 | B _ @business.address.postal | C '－ | D _ @business.address.postal
5 | B:H _ @business.address
6 | A:H '(3)　連絡先の電話番号
7 | B _ @business.phone | C '－ | D _ @business.phone | E '－ | F _ @business.phone""",
        {
            "business": {
                "code": "01233",
                "address": "〒100-0001 東京都千代田区千代田1-1",
                "phone": "03-3501-1511",
            }
        },
    ),
    "a block of somebody else's beside the form": (
        """
1 | A:C '(1)　事業者コード | E:H %代　理　人　欄
2 | B:C _ @business.code | E %会社名 | F:H _
3 | A:C '(2)　連絡先電話番号 | E %氏名 | F:H _
4 | B:C _ @business.phone | E %電話番号 | F:H _""",
        {"business": {"code": "01233", "phone": "03-3501-1511"}},
    ),
    "certificates of two kinds in one table on its side": (
        """
1 | A:E =クライアント証明書について
2 | A %項目 | B %記入例 | C %WEB用　1通目 | D %WEB用　2通目 | E %API用
3 | A %シリアル番号 | B ~1A2B3C4D | C _ @web_certificates.serial \
| D _ @web_certificates.serial | E _ @api.certificates.serial
4 | A %有効期限 | B ~2026/3/31 | C _ @web_certificates.not_after \
| D _ @web_certificates.not_after | E _ @api.certificates.not_after""",
        {
            "web_certificates": [{"serial": "00AA01"}, {"serial": "00AA02"}],
            "api": {"certificates": [{"serial": "00AA03"}]},
        },
    ),
    "a column for the tick, with words between": (
        """
1 | A:F =申込区分
2 | A %種類 | B:E %内容 | F %チェック欄（✓を記入）
3 | A %新規利用 | B:E 初めて利用する、または停止後に再び利用する | F _ @kind.new
4 | A %変更 | B:E 登録した情報を変える | F _ @kind.change
5 | A %利用停止 | B:E 利用を終える | F _ @kind.stop""",
        {"kind": "new"},
    ),
    "captions in brackets under the lines": (
        """
1 | A:H =申込者
2 | B:E _ @applicant.department | F:H _ @applicant.responsible
3 | B:E '（部署名） | F:H '（氏名）""",
        {"applicant": {"department": "需給部", "responsible": "電力 太郎"}},
    ),
    "a date whose day begins another word": (
        """
1 | A '令和 | B _ @applied_on.year | C '年 | D _ @applied_on.month | E '月 \
| F _ @applied_on.day | G '日　申込み
2 | A %事業者コード | B:G _ @business.code""",
        {"applied_on": date(2026, 11, 24), "business": {"code": "01233"}},
    ),
    "cases to circle in one cell": (
        """
1 | B %申込区分 | C:H 新規 ・ 変更 ・ 停止 @kind.new,kind.change,kind.stop
2 | B %事業者コード | C:H _ @business.code""",
        {"kind": "stop", "business": {"code": "01233"}},
    ),
    "people whose answers stand in two rows, beside one that has both": (
        """
1 | A:H =システム窓口情報（窓口責任者）
2 | A+2 %No | B+2 %区分 | C:E %氏名 | F:H %部署名
3 | C:E %電話番号 | F:H %メールアドレス
4-7/2 | A+2 %1 | B+2 _ @contacts.action | C:E+1 _ @contacts.name | F:H+1 _ @contacts.department
5-7/2 | C:E+1 _ @contacts.phone | F:H+1 _ @contacts.email""",
        {
            "contacts": [
                {
                    "action": "delete",
                    "name": "電力 花子",
                    "department": "需給部",
                    "phone": "03-1234-5678",
                    "email": "hanako@example.co.jp",
                }
            ]
        },
    ),
    "words of one's own": (
        """
1 | A:H =会社名が変わったとき
2 | A:B %前の会社名 | C:D _ @rename.previous_name | E:F %いつから | G:H _ @rename.effective_on
3 | A:B %お客様への知らせ方 | C:D _ @rename.notice_method | E:F %やめる理由 | G:H _""",
        {
            "rename": {
                "previous_name": "旧電力株式会社",
                "effective_on": date(2026, 11, 24),
                "notice_method": "書面",
            }
        },
    ),
    "options of the API with boxes": (
        """
1 | A:H =API利用
2 | A:B %環境 | C:D □本番　□検証 @api.environment | E:F %返却方式 \
| G:H □同期　□非同期 @api.file_return_method""",
        {"api": {"environment": "検証", "file_return_method": "非同期"}},
    ),
}


@pytest.mark.parametrize(("drawn", "answers"), SHAPES.values(), ids=SHAPES)
def test_a_shape_is_bound_without_a_doubt_filled_and_read(
    drawn: str, answers: dict[str, Any]
) -> None:
    blank = blank_of_text("様式", f"# 様式{drawn}".splitlines(), dict.fromkeys("ABCDEFGH", 12.0))
    found = propose(blank.draw())
    assert {one.path: one.place for one in found} == blank.expected
    assert not any(one.is_doubtful for one in found)
    filled = fill(answers, template_of(bind(blank.draw(), blank.expected)))
    assert read(filled.content).answers == answers


def test_an_option_with_a_box_is_ticked_and_the_others_stay() -> None:
    (drawn, _) = SHAPES["options of the API with boxes"]
    blank = blank_of_text("様式", f"# 様式{drawn}".splitlines(), dict.fromkeys("ABCDEFGH", 12.0))
    answers = {"api": {"environment": "本番・検証の両方", "file_return_method": "個別に相談"}}
    filled = fill(answers, template_of(bind(blank.draw(), blank.expected)))
    texts = sheets.opened(filled.content)["様式"]
    assert texts["C2"].value == "☑本番　☑検証"
    assert texts["G2"].value == "個別に相談"
