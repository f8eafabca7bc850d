"""What is said in the pages of the html report and nowhere else, in both languages."""

from sipas_cli.messages import Message

# --- charts --------------------------------------------------------------------------------------

LIMITS_ARE = Message(vi="Ranh giới xếp loại: {limits}", en="Limits of bands: {limits}")

# --- finding one's way ---------------------------------------------------------------------------

SECTION_OVERVIEW = Message(vi="Tổng quan", en="Overview")
SECTION_GROUPS = Message(vi="Các nhóm", en="Groups")
SEARCH = Message(vi="Tìm đơn vị", en="Find a unit")
SEARCH_HINT = Message(
    vi="Không cần dấu, viết tắt cũng được: so y te, skhdt, sở kh&đt.",
    en="Without tones, or abbreviated: so y te, skhdt, so kh&dt.",
)
NOT_FOUND = Message(vi="Không tìm thấy.", en="Nothing found.")
UNITS_NAVIGATION = Message(vi="Đơn vị khác", en="Other units")
PREVIOUS = Message(vi="Trước", en="Previous")
NEXT = Message(vi="Sau", en="Next")
TO_OVERVIEW = Message(vi="Về trang chung", en="To the whole report")
OPEN_ALL = Message(vi="Mở hết", en="Open all")
CLOSE_ALL = Message(vi="Đóng hết", en="Close all")
RANKED_AT = Message(vi="hạng {rank}", en="rank {rank}")

# --- the overview --------------------------------------------------------------------------------

ROSE_MOST = Message(vi="Tăng nhiều nhất so với năm {year}", en="Rose most on {year}")
FELL_MOST = Message(vi="Giảm nhiều nhất so với năm {year}", en="Fell most on {year}")
HIGHEST = Message(vi="{what} cao nhất (%)", en="{what}: the highest (%)")
LOWEST = Message(vi="{what} thấp nhất (%)", en="{what}: the lowest (%)")
PRESS = Message(vi="Để chép vào tin, bài", en="To be copied for the press")
COPY_IT = Message(vi="Chép", en="Copy")
COPIED = Message(vi="Đã chép.", en="Copied.")
PRESS_FIGURE = Message(
    vi="{index} năm {year}{province} là {figure}{change}.", en="{index} {year}{province}: {figure}{change}."
)
OF_PROVINCE = Message(vi=" của {province}", en=" of {province}")
PRESS_COUNTED = Message(
    vi="Kết quả tính trên {ballots} phiếu hợp lệ, cho {units} đơn vị.",
    en="It is made from {ballots} valid ballots and covers {units} units.",
)
PRESS_LEADERS = Message(vi="Dẫn đầu {leaders}.", en="First {leaders}.")
LEADER_IS = Message(vi="là {names} ({score})", en="is {names} ({score})")
LEADER_OF_GROUP = Message(vi="nhóm {group} là {names} ({score})", en="of {group} is {names} ({score})")
MANY_UNITS = Message(vi="{count} đơn vị", en="{count} units")
PRESS_MOVED = Message(
    vi="So với năm {year}, tăng nhiều nhất là {rose}; giảm nhiều nhất là {fell}.",
    en="On {year}, {rose} rose most; {fell} fell most.",
)
PRESS_ROSE = Message(vi="So với năm {year}, tăng nhiều nhất là {rose}.", en="On {year}, {rose} rose most.")
PRESS_FELL = Message(vi="So với năm {year}, giảm nhiều nhất là {fell}.", en="On {year}, {fell} fell most.")
PRESS_PARTS = Message(
    vi="Cao nhất là {highest} ({high}), thấp nhất là {lowest} ({low}).",
    en="The highest is {highest} ({high}), the lowest {lowest} ({low}).",
)

# --- the page of a unit --------------------------------------------------------------------------

LOST_IN_ALL = Message(
    vi="Mất {points} điểm, nhiều nhất ở: {items}.", en="Lost {points} points, most of them in: {items}."
)
WHOLE = Message(vi="Không mất điểm ở: {items}.", en="No points lost in: {items}.")
LOST_NOTHING = Message(vi="Không mất điểm nào.", en="No point is lost.")
LOSSES_OF = Message(
    vi="Mất điểm ở đâu, nhiều nhất trước: {unit}", en="Where points are lost, the most first: {unit}"
)
LOST = Message(vi="Mất (điểm)", en="Lost (points)")
IN_YEAR = Message(vi="Năm {year} (%)", en="{year} (%)")
NOT_SATISFIED = Message(vi="Chưa hài lòng", en="Not satisfied")
NOT_SATISFIED_IS = Message(
    vi='Chưa hài lòng: số câu trả lời dưới mức "{answer}" trên số câu trả lời thuộc thang.',
    en='Not satisfied: the answers below "{answer}" of all on the scale.',
)
NEIGHBOURS = Message(vi="So với đơn vị liền trên và liền dưới", en="Against the units next above and below")
