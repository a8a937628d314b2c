"""The reasons why a file cannot be read as a client certificate, with remedies."""

from enum import unique
from typing import Final

from workbook.xlsx.guard.unreadable import FileRefusal

_EXPORT: Final = (
    "エクスポートの手順：証明書マネージャー（certmgr.msc）で証明書を右クリックし、「すべてのタスク」、"
    "「エクスポート」、「いいえ、秘密キーをエクスポートしません」、"
    "「DER encoded binary X.509 (.CER)」または"
    "「Base-64 encoded X.509 (.CER)」の順に選択してください。"
)
_CHOOSE: Final = "証明書のファイル（.cer、.crt、.p7bのいずれか）を選択し直してください。"
_AGAIN: Final = "再度コピーするか、証明書を再度エクスポートしてください。" + _EXPORT


@unique
class CertificateRefusal(FileRefusal):
    """Why a file is refused, and the remedy."""

    EMPTY = ("ファイルが空です（0バイト）。", _CHOOSE)
    TOO_LARGE = ("証明書のファイルとしては大きすぎます（1MBまで）。", _CHOOSE)
    PRIVATE_KEY = (
        "秘密キーを含むファイル（.p12、.pfxなど）です。内容は読み取っていません。",
        "秘密キーは第三者に渡さず、証明書のみのファイルを使用してください。" + _EXPORT,
    )
    REQUEST = (
        "証明書の発行を申請するためのファイル（CSR）です。",
        "発行された証明書のファイル（.cerまたは.crt）を選択してください。",
    )
    REVOCATION_LIST = ("失効した証明書の一覧（CRL）です。", _CHOOSE)
    BUNDLE = (
        "証明書をまとめたファイル（.p7b）から、証明書を読み取れません。内容が空か、破損しています。",
        "再度エクスポートするか、使用する証明書のみをエクスポートしてください。" + _EXPORT,
    )
    CA_CERTIFICATE = (
        "認証局（CA）の証明書です。パソコンやサーバーのクライアント証明書ではありません。",
        "証明書マネージャー（certmgr.msc）の「個人」にある証明書をエクスポートしてください。",
    )
    DAMAGED = ("証明書のファイルが破損しているか、途中で切れています。", _AGAIN)
    OUT_OF_RANGE = (
        "証明書の有効期間が1986年から2099年までの間にありません。",
        "スイッチング支援システムの証明書であるかを確認してください。" + _CHOOSE,
    )
    NO_CERTIFICATE = ("証明書のファイルではありません。", _CHOOSE)
