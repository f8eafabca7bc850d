"""What `sipas verify FILE` says of itself."""

from sipas_cli.messages import Message

CHECKED = Message(
    vi="{file}: bảng: {tables}, câu có số liệu: {statements}; lỗi: {errors}, lưu ý: {remarks}.",
    en="{file}: tables: {tables}, statements: {statements}; errors: {errors}, remarks: {remarks}.",
)
ERRORS = Message(vi="LỖI", en="ERROR")
REMARKS = Message(vi="LƯU Ý", en="REMARK")
HOLDS = Message(vi="{file}: không thấy mâu thuẫn nào.", en="{file}: nothing contradicts anything else.")
HOLDS_NOT = Message(
    vi="văn bản tự mâu thuẫn ở {count} chỗ; không số liệu chưa làm tròn nào cho các số đã in.",
    en="the document contradicts itself in {count} places; no unrounded figures give what it prints.",
)
