"""The one family of errors that a user can mend. Each holds the message that says it."""

import errno
from collections.abc import Mapping, Sequence
from typing import Any, Self

from sipas_cli.messages import Message

DONE, FAULT, WORDS, DATA, SURROUNDINGS = 0, 1, 2, 3, 4


class SipasError(Exception):
    """Something the user can mend.

    message what is wrong and what to do about it
    where   what the sentence is about, printed before it: a file, or "file:line"
    params  what the sentence needs to be filled in
    more    further complaints of the same kind, e.g. the other lines of one file
    """

    exit_status = FAULT

    def __init__(self, message: Message, /, *, where: str = "", **params: Any) -> None:
        super().__init__(message.en)
        self.message = message
        self.where = where
        self.params = params
        self.more: Sequence[SipasError] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """So that another process can hand it on: of an exception alone the words would arrive."""
        return self._again, (self.message, self.where, self.params, self.more)

    @classmethod
    def _again(
        cls, message: Message, where: str, params: Mapping[str, Any], more: "Sequence[SipasError]"
    ) -> Self:
        error = cls(message, where=where, **params)
        error.more = more
        return error


def together(errors: "Sequence[SipasError]") -> "SipasError":
    """The first of several errors, which says the others too."""
    first, *others = errors
    first.more = [*first.more, *(one for other in others for one in (other, *other.more))]
    return first


class RulesError(SipasError):
    """Wrong words on the command line, in a criteria file or in a workspace file."""

    exit_status = WORDS


class DataError(SipasError):
    """The data were rejected and nothing was stored, or a stored run does not hold."""

    exit_status = DATA


class SurroundingsError(SipasError):
    """The machine does not let us: a file that cannot be written, a program that is missing."""

    exit_status = SURROUNDINGS


#: What went wrong, as people say it.
_REASONS = {
    errno.EACCES: Message(vi="không có quyền", en="no permission"),
    errno.EPERM: Message(vi="không có quyền", en="no permission"),
    errno.EROFS: Message(vi="ổ đĩa chỉ cho đọc", en="the disk is read-only"),
    errno.ENOSPC: Message(vi="ổ đĩa đã đầy", en="the disk is full"),
    errno.EDQUOT: Message(vi="đã hết hạn mức ổ đĩa", en="the quota of the disk is used up"),
    errno.EFBIG: Message(vi="tệp quá lớn đối với hệ thống", en="the file is too large for the system"),
    errno.ENOENT: Message(vi="không có tệp hoặc thư mục này", en="no such file or folder"),
    errno.EEXIST: Message(vi="đã có tệp cùng tên", en="there is a file of that name"),
    errno.ENOTDIR: Message(vi="không phải là thư mục", en="not a folder"),
    errno.EISDIR: Message(vi="là thư mục, không phải tệp", en="a folder, not a file"),
    errno.ELOOP: Message(vi="liên kết vòng tròn", en="links that lead in a circle"),
    errno.ENAMETOOLONG: Message(vi="tên quá dài", en="the name is too long"),
    errno.EBADF: Message(vi="luồng đã bị đóng", en="the stream is closed"),
    errno.EBUSY: Message(vi="đang được dùng ở nơi khác", en="in use elsewhere"),
    errno.EMFILE: Message(vi="mở quá nhiều tệp", en="too many files are open"),
    errno.ENOMEM: Message(vi="hết bộ nhớ", en="no memory left"),
    errno.EIO: Message(vi="lỗi đọc ghi của ổ đĩa", en="the disk failed to read or write"),
}


_UNKNOWN = Message(vi="hệ thống không cho biết lý do", en="the system does not say why")


def reason(error: OSError) -> Message:
    """What went wrong, in words; by the number of the system what has none here, where there is a number."""
    if known := _REASONS.get(error.errno or 0):
        return known
    if error.errno is None:
        return _UNKNOWN
    return Message(vi=f"lỗi hệ thống số {error.errno}", en=f"system error {error.errno}")
