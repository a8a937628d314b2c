"""Why a file cannot be read as a client certificate, and what to do about it."""

from enum import Enum, unique
from typing import Final

_EXPORT: Final = (
    "書き出し方：証明書マネージャー（certmgr.msc）で証明書を右クリックし、「すべてのタスク」、"
    "「エクスポート」、「いいえ、秘密キーをエクスポートしません」、"
    "「DER encoded binary X.509 (.CER)」か「Base-64 encoded X.509 (.CER)」の順に選びます。"
)
_CHOOSE: Final = "証明書のファイル（.cer、.crt、.p7bのどれか）を選び直してください。"
_AGAIN: Final = "コピーし直すか、証明書をもう一度書き出してください。" + _EXPORT


class CertificateError(ValueError):
    """A file that cannot be read as a client certificate: why, and how to mend it, in Japanese.

    ``code`` names the reason for programs; it stays when the words change.
    """

    def __init__(self, code: str, why: str, mend: str) -> None:
        """Say why the file is refused, and what to do."""
        super().__init__(why)
        self.code = code
        self.why = why
        self.mend = mend

    def __reduce__(self) -> tuple[object, ...]:
        """Return what the error is made of again when it comes from another process."""
        return type(self), (self.code, self.why, self.mend)


@unique
class Refusal(Enum):
    """Why a file is refused, and what to do about it."""

    EMPTY = ("ファイルが空です（0バイト）。", _CHOOSE)
    TOO_LARGE = ("証明書のファイルにしては大きすぎます（1MBまで）。", _CHOOSE)
    PRIVATE_KEY = (
        "秘密キーの入ったファイル（.p12や.pfxなど）です。中は読んでいません。",
        "秘密キーは誰にも渡さず、証明書だけのファイルを使います。" + _EXPORT,
    )
    REQUEST = (
        "証明書の発行を頼むためのファイル（CSR）です。",
        "発行された証明書のファイル（.cerか.crt）を選んでください。",
    )
    REVOCATION_LIST = ("失効した証明書の一覧（CRL）です。", _CHOOSE)
    BUNDLE = (
        "証明書をまとめたファイル（.p7b）から、証明書を取り出せません。中身が空か、壊れています。",
        "もう一度書き出すか、使う証明書だけを書き出してください。" + _EXPORT,
    )
    CA_CERTIFICATE = (
        "認証局（CA）の証明書です。パソコンやサーバーのクライアント証明書ではありません。",
        "証明書マネージャー（certmgr.msc）の「個人」にある証明書を書き出してください。",
    )
    DAMAGED = ("証明書のファイルが壊れているか、途中で切れています。", _AGAIN)
    OUT_OF_RANGE = (
        "証明書の有効期間が1986年から2099年までの間にありません。",
        "このシステムの証明書かどうかを確かめてください。" + _CHOOSE,
    )
    NO_CERTIFICATE = ("証明書のファイルではありません。", _CHOOSE)

    @property
    def code(self) -> str:
        """Name the refusal for programs."""
        return self.name.lower().replace("_", "-")

    def error(self) -> CertificateError:
        """Make the error that says it."""
        why, mend = self.value
        return CertificateError(self.code, why, mend)
