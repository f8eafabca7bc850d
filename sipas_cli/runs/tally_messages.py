"""What is said of tallies that come as files: writing them, reading them, adding them up."""

from sipas_cli.messages import FindingKind, Message

# --- reading one ----------------------------------------------------------------------------------

TALLY_NONE = Message(
    vi="đây không phải bảng đếm do sipas tally ghi. Nêu tệp .tally; tệp phiếu thì ghi không kèm --from.",
    en="this is no tally that sipas tally wrote. Name a .tally file; ballots are named without --from.",
)
TALLY_ALTERED = Message(
    vi=(
        "bảng đếm bị hỏng hoặc đã bị sửa ({part}): không còn đúng như khi được ghi. Xin nơi lập gửi lại, "
        "hoặc đếm lại từ phiếu bằng sipas tally."
    ),
    en=(
        "the tally is damaged or was altered ({part}): it is not what was written. Ask for it again, or "
        "count the ballots again with sipas tally."
    ),
)
TALLY_DAMAGED = Message(
    vi="tệp bảng đếm bị hỏng hoặc tải về chưa hết. Hãy tải lại, hoặc xin nơi lập gửi lại.",
    en="the tally is damaged or truncated. Download it again, or ask for it again.",
)
TALLY_NEWER = Message(
    vi=(
        "bảng đếm do sipas {version} ghi, phiên bản này không đọc được. Cập nhật sipas, hoặc đếm lại bằng "
        "phiên bản này."
    ),
    en=(
        "the tally was written by sipas {version}, which this version cannot read. Update sipas, or count "
        "again with this version."
    ),
)

# --- adding them up -------------------------------------------------------------------------------

TALLY_OTHER_INDEX = Message(
    vi=(
        "bảng đếm của chỉ số {index}, còn --criteria nêu {criteria}. Thêm bộ tiêu chí của chỉ số đó, hoặc bỏ "
        "bảng đếm này."
    ),
    en=(
        "the tally is of the index {index}, and --criteria names {criteria}. Name a set of that index too, "
        "or leave the tally out."
    ),
)
TALLY_OTHER_SET = Message(
    vi=(
        "bảng đếm theo bộ tiêu chí {criteria}, còn lần chấm này dùng {wanted}. Chấm bằng --criteria "
        "{criteria}, hoặc đếm lại theo {wanted}."
    ),
    en=(
        "the tally was counted by the criteria {criteria}, and this run is scored by {wanted}. Score with "
        "--criteria {criteria}, or count again by {wanted}."
    ),
)
TALLY_OTHER_QUESTIONS = Message(
    vi=(
        "bảng đếm theo cách đếm (plan) khác với bộ tiêu chí {criteria} ở đây. Gửi cho nơi lập đúng tệp tiêu "
        "chí này rồi đếm lại."
    ),
    en=(
        "the tally was counted by another plan than that of the criteria {criteria} here. Hand this criteria "
        "file to whoever counts, and have it counted again."
    ),
)
TALLY_OTHER_RULES = Message(
    vi=(
        "bảng đếm theo tệp tiêu chí {criteria} có quy tắc chấm (rules) khác với tệp ở đây. Dùng cùng một tệp "
        "ở mọi nơi: gửi tệp này và đếm lại, hoặc chấm bằng tệp đã đếm."
    ),
    en=(
        "the tally was counted by a criteria file {criteria} whose rules differ from those here. Use one "
        "file everywhere: hand this one out and count again, or score by the one that was counted by."
    ),
)
TALLY_OTHER_YEAR = Message(
    vi="bảng đếm của năm {year}, còn lần chấm này của năm {wanted}. Bỏ bảng đếm này, hoặc sửa --year.",
    en="the tally is of the year {year}, and this run of {wanted}. Leave the tally out, or change --year.",
)
TALLY_OTHER_UNITS = Message(
    vi=(
        "bảng đếm theo một units.yaml khác: {there} đơn vị, ở đây {here}, có mã khác hoặc loại đơn vị "
        "khác; mã đã đếm mà ở đây không có: {strange}. Gửi cho nơi lập đúng units.yaml này rồi đếm lại."
    ),
    en=(
        "the tally was counted by another units.yaml: {there} units there, {here} here, other ones, or "
        "others left out; counted and not known here: {strange}. Hand this units.yaml to whoever counts, and "
        "have it counted again."
    ),
)
TALLY_UNITS_NAMED_OTHERWISE = Message(
    vi=(
        "{tally}: units.yaml khi đếm ghi tên đơn vị khác ở đây. Số đếm vẫn dùng được; phiếu ghi tên chỉ có ở "
        "đây đã bị loại khi đếm."
    ),
    en=(
        "{tally}: the units.yaml that was counted by has other names for the same units. The counts hold; "
        "ballots under a name that only stands here were left out then."
    ),
)
TALLY_NEEDS_UNITS = Message(
    vi=(
        "bảng đếm cần units.yaml: không có thì mỗi nơi tự đặt mã đơn vị và không cộng được. Dùng cùng một "
        "units.yaml ở mọi nơi."
    ),
    en=(
        "tallies need units.yaml: without it each place makes up ids of its own, which do not add. Use one "
        "units.yaml everywhere."
    ),
)
SOURCE_IN_TWO = Message(
    vi="tệp {source} cũng đã được tính ở {other} (tệp {other_source}). Bỏ một trong hai.",
    en="the file {source} is counted in {other} too (as {other_source}). Leave one of the two out.",
)
TALLY_OTHER_KEY = Message(
    vi=(
        "mã đối chiếu tạo bằng khóa {key}, còn ở {other} bằng khóa {other_key}, nên không thể tìm phiếu "
        "trùng. Đếm lại một bên với cùng tệp khóa (--key)."
    ),
    en=(
        "the fingerprints were made with the key {key}, those of {other} with {other_key}, so duplicates "
        "cannot be found. Count one of them again with the same key file (--key)."
    ),
)
BALLOT_IN_TWO = Message(
    vi=(
        "phiếu ở {place} cũng có ở {other}, {other_place}. Bỏ phiếu đó ở một bên rồi đếm lại, hoặc đếm các "
        "tệp phiếu này chung trong một lần sipas tally."
    ),
    en=(
        "the ballot at {place} stands in {other} too, at {other_place}. Take it out of one of them and count "
        "again, or count these files of ballots together in one sipas tally."
    ),
)
MORE_IN_TWO = Message(
    vi="còn {count} phiếu nữa có ở hai nơi như vậy.",
    en="{count} more ballots stand in two places like this.",
)
TALLY_POPULATION = Message(
    vi="population.csv khi đếm ghi số khác cho {unit}. Dùng cùng một population.csv ở mọi nơi.",
    en="the population.csv that was counted by has other numbers for {unit}. Use one file everywhere.",
)
TALLY_ADDED = Message(
    vi="{tally}: bảng đếm của {files} tệp, {read} phiếu, {valid} hợp lệ (sipas {version}).",
    en="{tally}: a tally of {files} files, {read} ballots, {valid} of them valid (sipas {version}).",
)
TALLIES_MORE = Message(vi="Còn {count} bảng đếm nữa.", en="{count} more tallies.")
BALLOTS_NOT_COMPARED = FindingKind(
    code="ballots_not_compared",
    problem=Message(
        vi="chưa thể tìm phiếu trùng giữa các bảng đếm và tệp: {count} nơi không có mã đối chiếu ({names})",
        en=(
            "duplicates between tallies and files could not be looked for: {count} have no fingerprints "
            "({names})"
        ),
    ),
    remedy=Message(
        vi="Đếm bằng sipas tally --key với cùng một tệp khóa ở mọi nơi.",
        en="Count with sipas tally --key, with one key file everywhere.",
    ),
)
COPIES_NOT_COMPARED = FindingKind(
    code="copies_not_compared",
    problem=Message(
        vi=(
            "{count} trang phiếu không có mã phiếu ({names}): chưa so được với phiếu có mã ở bảng đếm hoặc "
            "tệp khác"
        ),
        en=(
            "{count} sheets of ballots have no ids ({names}): they could not be compared with the ballots "
            "with ids of other tallies and files"
        ),
    ),
    remedy=Message(
        vi="Nếu nghi ngờ, chấm thẳng các tệp phiếu đó trong một lần.",
        en="Where in doubt, score these files of ballots together.",
    ),
)

# --- writing one ----------------------------------------------------------------------------------

TALLY_SEVERAL = Message(
    vi=(
        "các tệp này thuộc nhiều chỉ số ({indices}). Ghi mỗi chỉ số một bảng đếm: nêu riêng tệp của từng chỉ "
        "số."
    ),
    en=(
        "these files are of several indices ({indices}). Write one tally an index: name the files of one "
        "only."
    ),
)
TALLY_POINTS = Message(
    vi="bảng điểm thẩm định không có gì để đếm. Gửi thẳng tệp điểm cho nơi chấm.",
    en="there is nothing to count in appraised points. Hand the file of points over as it is.",
)
TALLY_WITHOUT_KEY = Message(
    vi=(
        "Không có khóa nên bảng đếm không có mã đối chiếu: khi cộng sẽ không tìm được phiếu trùng với bảng "
        "đếm khác. Thêm --key TỆP, cùng một tệp khóa ở mọi nơi."
    ),
    en=(
        "Without a key the tally has no fingerprints: duplicates with other tallies cannot be found later. "
        "Add --key FILE, the same key file everywhere."
    ),
)
TALLY_WOULD_REFUSE = Message(
    vi="Riêng các tệp này sẽ không được chấm: {why}",
    en="By themselves these files would not be scored: {why}",
)
TALLY_CONFIDENTIAL = Message(
    vi="Đơn vị có dưới {minimum} phiếu: {count}. Bảng đếm cần được giữ kín như phiếu.",
    en="Units with fewer than {minimum} ballots: {count}. Keep the tally as confidential as the ballots.",
)

# --- keys -----------------------------------------------------------------------------------------

KEY_EXISTS = Message(
    vi="đã có tệp này, không ghi đè khóa cũ. Đặt tên khác.",
    en="there is such a file already, and a key is not written over. Choose another name.",
)
KEY_MALFORMED = Message(
    vi="đây không phải tệp khóa do sipas tally --new-key tạo. Xin lại tệp khóa.",
    en="this is no key file that sipas tally --new-key made. Ask for it again.",
)
KEY_OPEN = Message(
    vi="Người khác trên máy này đọc được tệp khóa {path}. Giới hạn quyền đọc (chmod 600).",
    en="Others on this machine can read the key file {path}. Restrict it (chmod 600).",
)
