"""The four cases up to a downloaded form, two of them from the first question, wide and narrow."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.driver import Pages, narrow
from tests.browser.form import below, beside, rows, ticked
from tests.samples import Nested

pytestmark = pytest.mark.browser

TODAY: Final = date(2026, 11, 24)
WHO: Final = "申込者・事業者"
APPLICANT = {
    "applicant.company": "サンプル電力株式会社",
    "applicant.department": "需給管理部",
    "applicant.responsible": "髙﨑 𠮷郎",
}
APPLIED: Final[Nested] = {
    "applied_on": TODAY,
    "applicant": {path.partition(".")[2]: text for path, text in APPLICANT.items()},
}
BEGUN: Final[Nested] = APPLIED | {
    "business": {"code": "01233", "name": "サンプル電力株式会社"},
}
"""What is answered on the first two pages of every application."""


def check_applicant(path: Path) -> None:
    assert beside(path, "申込年月日") == TODAY
    assert beside(path, "事業者名（申込者）") == "サンプル電力株式会社"
    assert beside(path, "部署名") == "需給管理部"
    assert beside(path, "申込責任者") == "髙﨑 𠮷郎"
    assert beside(path, "事業者コード") == "01233"


def finish(pages: Pages, folder: Path) -> Path:
    expect(pages.page.get_by_text("不備は見つかりませんでした")).to_be_visible()
    pages.make_form()
    pages.at("申込書を作成しました")
    expect(pages.page.locator(".mk-dates")).to_have_text(
        "11月27日(金)17:00までに送信した場合：2026年12月4日(金)頃に登録される見込みです。"
    )
    return pages.download_form(folder)


def test_a_new_retailer_gets_its_first_form(pages: Pages, tmp_path: Path) -> None:
    pages.begin("はじめてスイッチング支援システムを利用する")
    pages.at(WHO)
    pages.fill(APPLICANT)
    pages.tick("new.prepared")
    pages.fill(
        {
            "privacy_notice_url": "https://www.example.co.jp/privacy/",
            "business.code": "０１２３３",
            "business.name": "サンプル電力株式会社",
            "business.address": "〒100-0000 東京都千代田区見本町1-2-3",
            "business.phone": "０３ー１２３４ー５６７８",
            "business.result_email": "result@example.co.jp",
        }
    )
    pages.widget("next").scroll_into_view_if_needed()
    expect(pages.widget("form-beside")).to_be_in_viewport(ratio=0.8)
    pages.next("システム窓口情報（窓口責任者）")
    pages.fill(
        {
            "contacts.0.name": "窓口 花子",
            "contacts.0.department": "需給管理部",
            "contacts.0.phone": "03-1234-5678",
            "contacts.0.email": "madoguchi@example.co.jp",
        }
    )
    pages.next("WEB利用情報 クライアント証明書")
    pages.fill(
        {"web_certificates.0.serial": "0012AB34", "web_certificates.0.not_after": "2028/11/20"}
    )
    pages.next("内容の確認")
    path = finish(pages, tmp_path)
    assert path.name == "利用申込書_サンプル電力株式会社_新規利用_2026-11-24.xlsx"
    check_applicant(path)
    assert ticked(path) == ["新規本番システム利用申込", "会員加入から利用までの事前手続き"]
    assert beside(path, "連絡先電話番号（他事業者からのお問合せ用）") == "03-1234-5678"
    assert below(path, "区分") == [
        "追加",
        "窓口 花子",
        "需給管理部",
        "03-1234-5678",
        "madoguchi@example.co.jp",
    ]
    assert ["追加", "0012AB34", date(2028, 11, 20)] in rows(path)


@narrow
def test_an_expiring_certificate_is_renewed(pages: Pages, tmp_path: Path) -> None:
    pages.begin("クライアント証明書の有効期限が切れる（証明書を更新する）")
    pages.at(WHO)
    pages.fill(APPLICANT)
    assert pages.widget("business.address").count() == 0
    pages.fill({"business.code": "01233", "business.name": "サンプル電力株式会社"})
    pages.next("WEB利用情報 クライアント証明書")
    renew = pages.widget("web_certificates.0.action").get_by_role("radio", name="更新")
    expect(renew).to_be_checked()
    pages.fill(
        {
            "web_certificates.0.serial": "=1+1",
            "web_certificates.0.not_after": "2028年11月20日",
            "web_certificates.0.replaces": "0000FF",
            "web_certificates.0.replaces_not_after": "2026年12月1日",
        }
    )
    pages.next("内容の確認")
    warnings = pages.page.locator(".mk-warn")
    lock_out = "約3日間、この証明書の端末ではシステムを利用できません"
    expect(warnings.filter(has_text=lock_out)).to_have_count(1)
    path = finish(pages, tmp_path)
    assert path.name == "利用申込書_サンプル電力株式会社_登録内容の変更_2026-11-24.xlsx"
    check_applicant(path)
    assert ticked(path) == ["申請内容の変更"]
    assert ["更新", "=1+1", date(2028, 11, 20), "0000FF", date(2026, 12, 1)] in rows(path)


def test_a_renamed_company_informs_everybody_first(pages: Pages, tmp_path: Path) -> None:
    pages.go_on({"kind": "rename"} | BEGUN, "rename", "社名変更")
    pages.press_next()
    pages.at("社名変更", errors=True)
    pages.fill(
        {
            "rename.previous_name": "旧サンプル電力株式会社",
            "rename.effective_on": "2026年11月1日",
            "rename.notice_method": "ホームページへの掲載と書面の郵送",
            "rename.notice_attachment": "社名変更のお知らせ.pdf",
        }
    )
    pages.tick(
        *(f"rename.done:{name}" for name in ("meti", "occto_member", "occto_system", "customers"))
    )
    pages.next("内容の確認")
    path = finish(pages, tmp_path)
    expect(
        pages.page.get_by_text("需要（発電）者への周知文：社名変更のお知らせ.pdf")
    ).to_be_visible()
    assert path.name == "利用申込書_サンプル電力株式会社_社名変更_2026-11-24.xlsx"
    check_applicant(path)
    assert ticked(path) == [
        "申請内容の変更",
        "この申請は社名変更によるものです",
        "(1) 経済産業省への社名変更の手続き",
        "(2) 広域機関の会員情報の変更手続き",
        "(3) 広域機関システム関連の変更手続き",
        "(4) 需要（発電）者への社名変更の周知",
    ]
    assert beside(path, "旧事業者名") == "旧サンプル電力株式会社"
    assert beside(path, "周知文の添付（ファイル名）") == "社名変更のお知らせ.pdf"


@narrow
def test_a_leaving_company_stops(pages: Pages, tmp_path: Path) -> None:
    pages.go_on({"kind": "stop"} | BEGUN, "stop", "利用停止")
    pages.press_next()
    pages.at("利用停止", errors=True)
    pages.tick("stop.completed")
    pages.fill({"stop.reason": "小売電気事業からの撤退"})
    pages.next("内容の確認")
    path = finish(pages, tmp_path)
    assert path.name == "利用申込書_サンプル電力株式会社_利用停止_2026-11-24.xlsx"
    check_applicant(path)
    assert ticked(path) == ["システム利用停止", "閲覧・処理の完了"]
    assert beside(path, "停止理由") == "小売電気事業からの撤退"
