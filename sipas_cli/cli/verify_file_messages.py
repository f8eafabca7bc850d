"""What `sipas verify FILE` says of itself."""

from sipas_cli.messages import Message

CHECKED = Message(
    vi=(
        "{file}: bảng đã kiểm tra: {tables} ({figures} số), không kiểm tra: {unread_tables}; "
        "câu có số liệu đã hiểu: {sentences} ({statements} điều), không hiểu: {unread}; "
        "lỗi: {errors}, lưu ý: {remarks}."
    ),
    en=(
        "{file}: tables checked: {tables} ({figures} figures), not checked: {unread_tables}; "
        "sentences with figures understood: {sentences} ({statements} statements), not understood: {unread}; "
        "errors: {errors}, remarks: {remarks}."
    ),
)
UNREAD = Message(
    vi="{file}: các câu không hiểu nên không kiểm tra: {places}.",
    en="{file}: sentences that were not understood, and not checked: {places}.",
)
ERRORS = Message(vi="LỖI", en="ERROR")
REMARKS = Message(vi="LƯU Ý", en="REMARK")
HOLDS = Message(vi="{file}: không thấy mâu thuẫn nào.", en="{file}: nothing contradicts anything else.")
HOLDS_NOT = Message(
    vi="văn bản tự mâu thuẫn ở {count} chỗ; không số liệu chưa làm tròn nào cho các số đã in.",
    en="the document contradicts itself in {count} places; no unrounded figures give what it prints.",
)
