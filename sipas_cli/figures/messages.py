"""The headings of figures, what they mean, why one is not ranked."""

from sipas_cli.messages import Message

# --- remarks --------------------------------------------------------------------------------------

NOTHING_APPLIES_NOTE = Message(vi="không có tiêu chí áp dụng", en="no criterion applies")
MISSING_POINTS = Message(vi="chưa đủ điểm tiêu chí thành phần", en="points are missing")
NO_SCORE = Message(vi="không có điểm", en="no score")
NOT_RANKED = Message(vi="không xếp hạng", en="not ranked")
BELOW_MINIMUM = Message(
    vi="không xếp hạng: dưới {minimum} phiếu",
    en="not ranked: fewer than {minimum} ballots",
)

# --- words of reports -----------------------------------------------------------------------------

NUMBER = Message(vi="Số", en="No.")
SCORE_IN = Message(vi="Chỉ số ({unit})", en="Index ({unit})")
SCORE_CHANGE = Message(vi="Tăng, giảm điểm", en="Change of score")
CHANGE_IN = Message(vi="Tăng, giảm ({change_unit})", en="Change ({change_unit})")
RANK_CHANGE = Message(vi="Tăng, giảm hạng", en="Change of rank")

# --- words of tables ------------------------------------------------------------------------------

RANK = Message(vi="Hạng", en="Rank")
UNIT = Message(vi="Đơn vị", en="Unit")
SCORE = Message(vi="Chỉ số (%)", en="Index (%)")
BAND = Message(vi="Xếp loại", en="Band")
BALLOTS = Message(vi="Số phiếu", en="Ballots")
NOTE = Message(vi="Ghi chú", en="Note")
TOTAL = Message(vi="Tổng điểm", en="Total")
SELF_ASSESSED = Message(vi="Tự đánh giá", en="Self-assessed")
APPRAISED = Message(vi="Thẩm định", en="Appraised")
DIFFERENCE = Message(vi="Chênh lệch", en="Difference")
POINTS = Message(vi="Điểm", en="Points")
MAXIMUM = Message(vi="Điểm tối đa", en="Maximum")
HEAD = Message(vi="Người đứng đầu", en="Head of the unit")
HEAD_CLASS = Message(vi="Xếp loại người đứng đầu", en="Rating of the head")
RANK_OF = Message(vi="Hạng {year}", en="Rank {year}")
SCORE_OF = Message(vi="Chỉ số {year}", en="Index {year}")
POINTS_OF = Message(vi="Điểm {year}", en="Points {year}")
SCORE_CHANGE_HEADING = Message(vi="+/− điểm", en="+/− score")
RANK_CHANGE_HEADING = Message(vi="+/− hạng", en="+/− rank")
TIED_NOTE = Message(vi="đồng hạng", en="tied")
TIED_RANK = Message(vi="{rank} (đồng hạng)", en="{rank} (tied)")
INDEX_CHANGE = Message(vi="Tăng, giảm chỉ số", en="Change of index")

# --- what figures mean ----------------------------------------------------------------------------

GROUP_MEANING = Message(vi="mã nhóm", en="id of the group")
GROUP_NAME_MEANING = Message(vi="tên nhóm", en="name of the group")
UNIT_ID_MEANING = Message(vi="mã đơn vị", en="id of the unit")
UNIT_MEANING = Message(vi="tên đơn vị", en="name of the unit")
RANK_MEANING = Message(
    vi="hạng trong nhóm; trống nếu không xếp hạng",
    en="rank in the group; none if the unit is not ranked",
)
TIED_MEANING = Message(vi="có đồng hạng với đơn vị khác không", en="whether another unit has the same rank")
RANKED_MEANING = Message(vi="có được xếp hạng không", en="whether the unit is ranked")
SCORE_MEANING = Message(
    vi="chỉ số, theo %; với `score: points` là số điểm",
    en="the index, in percent; under `score: points` the points",
)
BAND_MEANING = Message(vi="xếp loại", en="the band")
BALLOTS_MEANING = Message(vi="số phiếu hợp lệ", en="valid ballots")
NOTE_MEANING = Message(
    vi="vì sao không xếp hạng, bằng lời; ở quyết định, nếu không có cột này thì ghi sau tên đơn vị",
    en="why the unit is not ranked, in words; in the decision behind the unit, where no column has it",
)
NOTE_CODE_MEANING = Message(
    vi=(
        "vì sao không xếp hạng: `not_ranked`, `below_minimum`, `no_score`, `missing_points`, "
        "`nothing_applies`"
    ),
    en=(
        "why the unit is not ranked: `not_ranked`, `below_minimum`, `no_score`, `missing_points`, "
        "`nothing_applies`"
    ),
)
REASON_MEANING = Message(
    vi="lý do không xếp hạng ghi trong `units.yaml`",
    en="the reason of `units.yaml` why the unit is not ranked",
)
HEAD_MEANING = Message(
    vi="chức danh người đứng đầu, khi có xếp loại người đứng đầu",
    en="the post of the head, where heads are rated",
)
SE_HEADING = Message(vi="Sai số chuẩn", en="Std. error")
LOW_HEADING = Message(vi="Khoảng 95%: từ", en="95% from")
HIGH_HEADING = Message(vi="đến", en="to")
EFFECT_HEADING = Message(vi="Hệ số thiết kế", en="Design effect")
FIRST_RANK_HEADING = Message(vi="Hạng có thể: từ", en="Rank from")
LAST_RANK_HEADING = Message(vi="đến hạng", en="to rank")
SURETY_NOTE_HEADING = Message(vi="Vì sao không có khoảng", en="Why there is no interval")
SE_MEANING = Message(
    vi="`--precision`: sai số chuẩn của chỉ số", en="`--precision`: standard error of the score"
)
LOW_MEANING = Message(
    vi="`--precision`: đầu dưới của khoảng tin cậy 95%", en="`--precision`: lower end of the 95% interval"
)
HIGH_MEANING = Message(
    vi="`--precision`: đầu trên của khoảng tin cậy 95%", en="`--precision`: upper end of the 95% interval"
)
EFFECT_MEANING = Message(
    vi="`--precision`: hệ số thiết kế, phương sai gấp mấy lần mẫu ngẫu nhiên đơn giản",
    en="`--precision`: design effect, how many times the variance of a simple random sample",
)
FIRST_RANK_MEANING = Message(
    vi="`--precision`: hạng tốt nhất mà đơn vị có thể đứng",
    en="`--precision`: the best rank that the unit may have",
)
LAST_RANK_MEANING = Message(
    vi="`--precision`: hạng thấp nhất mà đơn vị có thể đứng",
    en="`--precision`: the worst rank that the unit may have",
)
SURETY_NOTE_MEANING = Message(
    vi="`--precision`: vì sao không có khoảng tin cậy hay khoảng hạng",
    en="`--precision`: why there is no interval, of the score or of the rank",
)
HEAD_CLASS_MEANING = Message(vi="xếp loại người đứng đầu", en="how the head is rated")
POINTS_MEANING = Message(vi="CCHC: tổng điểm", en="PAR: the points")
MAXIMUM_MEANING = Message(vi="CCHC: điểm tối đa của chính đơn vị", en="PAR: the unit's own maximum")
SELF_ASSESSED_MEANING = Message(
    vi="CCHC: điểm tự đánh giá của các tiêu chí có cả tự đánh giá và thẩm định",
    en="PAR: self-assessed points of the leaves that have appraised points too",
)
APPRAISED_OF_SAME_MEANING = Message(
    vi="CCHC: điểm thẩm định của chính các tiêu chí ấy",
    en="PAR: the appraised points of the same leaves",
)
OVERRATED_MEANING = Message(
    vi="CCHC: điểm tự đánh giá cao hơn thẩm định bao nhiêu",
    en="PAR: how much more the unit gave itself",
)
FACTOR_MEANING = Message(
    vi="yếu tố của SIPAS, tiêu chí của điều tra XHH, lĩnh vực của Chỉ số CCHC",
    en="factor of SIPAS, leaf of the leader survey, area of the PAR index",
)
AREA_MEANING = Message(vi="CCHC: điểm của một lĩnh vực", en="PAR: points of an area")
AREA_MAXIMUM_MEANING = Message(vi="CCHC: điểm tối đa của lĩnh vực", en="PAR: the maximum of an area")
SOURCE_MEANING = Message(
    vi="CCHC: điểm từ một nguồn: `appraisal`, `xhh`, `sipas`, `bonus`, `penalty` (số âm)",
    en="PAR: points of a source: `appraisal`, `xhh`, `sipas`, `bonus`, `penalty` (negative)",
)
SOURCE_MAXIMUM_MEANING = Message(vi="CCHC: điểm tối đa từ nguồn ấy", en="PAR: the maximum of a source")
KINDS_MEANING = Message(
    vi="điều tra XHH: chỉ số theo đối tượng trả lời",
    en="leader survey: the index by a kind of respondent",
)
RANKED_UNITS_MEANING = Message(
    vi="số đơn vị được xếp hạng trong nhóm",
    en="units of the group that are ranked",
)
PREVIOUS_UNIT_MEANING = Message(
    vi="tên của đơn vị ở năm trước",
    en="the unit in the earlier year, by its name then",
)
PREVIOUS_RANK_MEANING = Message(vi="hạng năm trước", en="rank in the earlier year")
PREVIOUS_RANKED_UNITS_MEANING = Message(
    vi="số đơn vị được xếp hạng trong nhóm năm trước",
    en="units of its group that were ranked in the earlier year",
)
PREVIOUS_SCORE_MEANING = Message(vi="chỉ số năm trước", en="score of the earlier year")
RANK_CHANGE_MEANING = Message(vi="số bậc tăng; giảm thì âm", en="places won, negative where they were lost")
SCORE_CHANGE_MEANING = Message(vi="hiệu của hai chỉ số đã in", en="the difference of the two printed scores")

# --- kinds of figures -----------------------------------------------------------------------------

KIND_WORDS = Message(vi="chữ", en="words")
KIND_REMARK = Message(vi="chữ", en="words")
KIND_YES_NO = Message(vi="có, không", en="yes or no")
KIND_RANK = Message(vi="hạng", en="rank")
KIND_COUNT = Message(vi="số đếm", en="number")
KIND_SCORE = Message(vi="% hoặc điểm", en="percent or points")
KIND_POINTS = Message(vi="điểm", en="points")
KIND_PERCENT = Message(vi="%", en="percent")
KIND_PLACES = Message(vi="số bậc", en="places")
KIND_CHANGE = Message(vi="chênh lệch", en="difference")
