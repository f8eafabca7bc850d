"""What is said of templates."""

from sipas_cli.messages import Message

# --- what is refused ------------------------------------------------------------------------------

TEMPLATE_DAMAGED = Message(
    vi="mẫu bị hỏng, không mở được. Lưu lại từ Word, hoặc xóa đi để dùng mẫu đi kèm.",
    en="the template is damaged. Save it again from Word, or delete it to use the shipped one.",
)
TEMPLATE_TAG = Message(
    vi='thẻ "{tag}" viết sai. Sửa lại, so với mẫu đi kèm.',
    en='the tag "{tag}" is badly written. Mend it; compare the shipped template.',
)
TEMPLATE_OPEN = Message(
    vi='thẻ "{tag}" không được đóng trong cùng một đoạn. Gõ lại cả thẻ liền một lần.',
    en='the tag "{tag}" is not closed, in Word in its own paragraph. Type the whole tag anew.',
)
TEMPLATE_NO_END = Message(
    vi='khối "{tag}" mở mà không đóng: thiếu thẻ {end}.',
    en='the block "{tag}" is opened and not closed: a tag {end} is missing.',
)
TEMPLATE_NO_BEGIN = Message(
    vi='thẻ "{tag}" không thuộc khối nào đang mở. Bỏ thẻ này, hoặc thêm thẻ mở khối.',
    en='the tag "{tag}" belongs to no block that is open. Take it away, or add what opens the block.',
)
TEMPLATE_CROSSES = Message(
    vi=(
        'khối mở bằng "{begin}" ({at}) lại có "{tag}" ở chỗ khác cấp: trong và ngoài một bảng, dòng hoặc ô. '
        "Đặt hai thẻ ở cùng cấp."
    ),
    en=(
        'the block opened by "{begin}" ({at}) has "{tag}" on another level: within and outside a table, row '
        "or cell. Put both on one level."
    ),
)
TEMPLATE_NOT_ALONE = Message(
    vi=(
        'thẻ "{tag}" xóa cả đoạn, dòng hoặc ô chứa nó, nên không được có chữ hay thẻ nào khác ở đó. Chuyển '
        "đi chỗ khác."
    ),
    en=(
        'the tag "{tag}" takes away its whole paragraph, row or cell, so nothing else may stand there. Move '
        "the rest."
    ),
)
TEMPLATE_CUT = Message(
    vi=(
        'giữa thẻ "{tag}" có thứ khác (xuống dòng, tab, hình, liên kết, vết sửa). Xóa đi và gõ lại cả thẻ '
        "liền một lần."
    ),
    en=(
        'something else stands within the tag "{tag}" (line break, tab, picture, link, tracked change). '
        "Type it anew."
    ),
)
TEMPLATE_TRACKED = Message(
    vi=(
        "ở đây còn vết sửa (Track Changes), in ra cùng tên người sửa. Trong Word: Review > Accept hoặc "
        "Reject All Changes, tắt Track Changes, lưu lại."
    ),
    en=(
        "a tracked change stands here, and would be printed with the editor's name. In Word: Review > "
        "Accept or Reject All Changes, switch Track Changes off, save."
    ),
)
TEMPLATE_COMMENT = Message(
    vi=(
        "ở đây còn ghi chú (Comment), đi theo văn bản cùng tên người viết. Trong Word: Review > Delete > "
        "Delete All Comments, lưu lại."
    ),
    en=(
        "a comment stands here, and would go out with its author's name. In Word: Review > Delete > Delete "
        "All Comments, save."
    ),
)
TEMPLATE_SINGLE_BRACES = Message(
    vi='"{tag}" sẽ in ra nguyên như vậy: thẻ viết bằng hai dấu ngoặc nhọn. Viết {{{{ {word} }}}}.',
    en='"{tag}" would be printed as it is: a tag has two braces on each side. Write {{{{ {word} }}}}.',
)
TEMPLATE_WIDE_BRACES = Message(
    vi=(
        '"{tag}" sẽ in ra nguyên như vậy: dấu ngoặc nhọn hay ký hiệu có độ rộng khác. Tắt bộ gõ toàn hình, '
        "gõ lại bằng dấu thường, ví dụ {{{{ year }}}}."
    ),
    en=(
        '"{tag}" would be printed as it is: its braces or signs have another width. Type it anew with plain '
        "ones, such as {{{{ year }}}}."
    ),
)
TEMPLATE_ENDNOTE = Message(
    vi=(
        'thẻ "{tag}" nằm trong chú thích cuối, nơi không điền được. Chuyển sang chú thích cuối trang '
        "(footnote) hoặc thân văn bản."
    ),
    en='the tag "{tag}" stands in an endnote, which is not filled in. Move it to a footnote or to the text.',
)
TEMPLATE_FIELD = Message(
    vi='ở đây không có trường "{field}". Có: {known}.',
    en='there is no field "{field}" here. There are: {known}.',
)
TEMPLATE_FILTER = Message(
    vi='không có bộ lọc hoặc phép thử "{field}". Chỉ dùng những cái của Jinja.',
    en='there is no filter or test "{field}". Use those of Jinja.',
)
TEMPLATE_UNSAFE = Message(
    vi=(
        'biểu thức "{field}" không được phép: không gọi hàm, không dùng tên bắt đầu bằng _, không nạp tệp '
        "khác. Chỉ dùng các trường nêu trong docs/reference.vi.md."
    ),
    en=(
        'the expression "{field}" is not allowed: no calls, no names that begin with _, no other files. Use '
        "only the fields named in docs/reference.md."
    ),
)
TEMPLATE_OUTSIDE = Message(
    vi='"{what}" được lấy từ nơi khác khi mở văn bản. Bỏ đi, hoặc nhúng hình vào chính mẫu.',
    en=(
        '"{what}" would be fetched from elsewhere when the document is opened. Remove it, or embed the '
        "picture in the template itself."
    ),
)
TEMPLATE_PROGRAM = Message(
    vi=(
        "mẫu không được mang theo chương trình hay đối tượng nhúng ({what}). Bỏ đi; mẫu Word thì lưu lại "
        "với dạng .docx."
    ),
    en=(
        "a template must not bring along programs or embedded objects ({what}). Remove them; save a "
        "template of Word as .docx."
    ),
)
TEMPLATE_EXPRESSION = Message(
    vi=(
        "mẫu có biểu thức không tính được (giữa hai dấu ngoặc nhọn). Chỉ dùng các trường nêu trong "
        "docs/reference.vi.md."
    ),
    en=(
        "the template has an expression that cannot be computed. Use only the fields named in "
        "docs/reference.md."
    ),
)
TEMPLATE_TOO_FAR = Message(
    vi=(
        "các vòng lặp (for) của mẫu chạy quá nhiều lần, hoặc in ra quá nhiều chữ. Bớt vòng lặp lồng nhau; "
        "mỗi vòng chỉ đi qua một danh sách nêu trong docs/reference.vi.md."
    ),
    en=(
        "the loops (for) of the template go round too often, or print too much. Use fewer loops within "
        "loops; let each go through one list named in docs/reference.md."
    ),
)
TEMPLATE_BROKEN = Message(
    vi="mẫu có thẻ mở mà không đóng, hoặc viết sai. Sửa lại, so với mẫu đi kèm.",
    en="the template has a tag that is not closed or badly written. Mend it; compare the shipped template.",
)
TEMPLATE_UNKNOWN = Message(
    vi='mẫu có trường không tồn tại hoặc biểu thức không được phép: "{field}". Sửa lại, so với mẫu đi kèm.',
    en=(
        'the template has an unknown field or an expression that is not allowed: "{field}". Compare the '
        "shipped one."
    ),
)
TEMPLATE_STRUCTURE = Message(
    vi=(
        "điền mẫu xong thì tệp Word bị vỡ cấu trúc: một khối mở và đóng ở hai nơi khác cấp. Sửa các thẻ "
        "for, if."
    ),
    en=(
        "once filled in, the Word file falls apart: a block begins and ends on different levels. Mend its "
        "for and if."
    ),
)
TEMPLATE_KIND = Message(
    vi="mẫu phải là tệp .docx, .html hoặc .md.",
    en="a template is a .docx, .html or .md file.",
)

# --- remarks --------------------------------------------------------------------------------------

PLACE_TABLE = Message(vi="bảng {number}", en="table {number}")
PLACE_ROW = Message(vi="dòng {number}", en="row {number}")
PLACE_CELL = Message(vi="ô {number}", en="cell {number}")
PLACE_PARAGRAPH = Message(vi="đoạn {number}", en="paragraph {number}")
PLACE_HEADER = Message(vi="đầu trang {number}", en="header {number}")
PLACE_FOOTER = Message(vi="chân trang {number}", en="footer {number}")
PLACE_FOOTNOTES = Message(vi="chú thích cuối trang {number}", en="footnotes {number}")
PLACE_ENDNOTES = Message(vi="chú thích cuối {number}", en="endnotes {number}")
PLACE_PROPERTY = Message(vi="thuộc tính {name} của tệp", en="property {name} of the file")
