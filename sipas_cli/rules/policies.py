"""Every policy of a criteria file: its words, what each of them means, and since when it is known.

A word of a file becomes a member of its policy. What decides by it is a `match` that ends in `assert_never`:
mypy then finds every place that does not know a new word. The sentence of a word is what the report and the
workbook of formulas say of it; the schema and the reference are made from it (tools/).
"""

from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from sipas_cli.messages import Message, Worded


class Policy(Worded):
    """A policy. A file has its words as they stand here; any other word is refused.

    sentence  how it is done where this word stands, for who reads a report
    since     the version of sipas that first knew the word
    """

    def __init__(self, word: str, sentence: Message, since: str) -> None:
        super().__init__(word, sentence)
        self.since = since

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Strictly one of the words when it is read, the plain word when it is written."""
        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.literal_schema([word.value for word in cls]),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda word: word.value),
        )


# --- SIPAS ---------------------------------------------------------------------------------------


class Measure(Policy):
    """What the answers to a question come to."""

    SATISFIED_SHARE = (
        "satisfied_share",
        Message(
            vi=(
                'Điểm tiêu chí là tỷ lệ câu trả lời từ "{answer}" trở lên trên tổng số câu trả lời được '
                "tính, tính bằng phần trăm."
            ),
            en=(
                'The score of a criterion is the share of the answers "{answer}" or better in the answers '
                "that count, in %."
            ),
        ),
        "0.1",
    )
    MEAN_PERCENT = (
        "mean_percent",
        Message(
            vi="Điểm tiêu chí là điểm trả lời bình quân chia cho mức cao nhất của thang ({top}), nhân 100.",
            en="The score of a criterion is the mean answer over the top of the scale ({top}), times 100.",
        ),
        "0.1",
    )
    SATISFIED_THROUGHOUT = (
        "satisfied_throughout",
        Message(
            vi='Chỉ số là tỷ lệ phiếu mà mọi câu trả lời đều từ "{answer}" trở lên, tính bằng phần trăm.',
            en='The index is the share of the ballots in which every answer is "{answer}" or better, in %.',
        ),
        "0.1",
    )


class FactorScore(Policy):
    """What the questions of a factor come to."""

    MEAN_OF_CRITERIA = (
        "mean_of_criteria",
        Message(
            vi="Bình quân cộng điểm các tiêu chí của yếu tố.", en="The mean of the criteria of the factor."
        ),
        "0.1",
    )
    POOLED = (
        "pooled",
        Message(
            vi="Gộp mọi câu trả lời của các tiêu chí thuộc yếu tố rồi tính một lần.",
            en="All answers to the criteria of the factor are pooled.",
        ),
        "0.1",
    )


class MissingAnswers(Policy):
    """What becomes of blank and refused answers. What does not apply always leaves the denominator."""

    LEAVE_OUT = (
        "leave_out",
        Message(
            vi=(
                "Câu để trống, từ chối, không biết, không áp dụng không nằm trong mẫu số. Tiêu chí không ai "
                "trả lời thì ra khỏi bình quân của yếu tố."
            ),
            en=(
                "Blank, refused and not applicable answers leave the denominator. A criterion without an "
                "answer leaves the mean of its factor."
            ),
        ),
        "0.1",
    )
    IN_DENOMINATOR = (
        "in_denominator",
        Message(
            vi="Câu để trống và từ chối vẫn nằm trong mẫu số; câu không biết, không áp dụng thì không.",
            en="Blank and refused answers stay in the denominator; those that do not apply leave it.",
        ),
        "0.1",
    )


class OverallOfBallots(Policy):
    """The province's figure of SIPAS."""

    POOLED = (
        "pooled",
        Message(vi="Tính gộp từ tất cả các phiếu.", en="From all ballots together."),
        "0.1",
    )
    MEAN_OF_UNITS = (
        "mean_of_units",
        Message(
            vi="Bình quân chỉ số chưa làm tròn của các đơn vị.",
            en="The mean of the unrounded indices of the units.",
        ),
        "0.1",
    )


class Weights(Policy):
    """How much each factor weighs."""

    GIVEN = (
        "given",
        Message(vi="Theo bộ tiêu chí: {weights}.", en="As the criteria say: {weights}."),
        "0.1",
    )
    EQUAL = (
        "equal",
        Message(vi="Các yếu tố có trọng số bằng nhau.", en="All factors weigh the same."),
        "0.1",
    )
    RATIO = (
        "ratio",
        Message(
            vi="Trọng số tính theo tỷ số giữa các yếu tố: {weights}.",
            en="Weights are ratios between the factors: {weights}.",
        ),
        "0.4",
    )


# --- which ballots count -------------------------------------------------------------------------


class Duplicates(Policy):
    """Which of several ballots with one id counts."""

    FIRST = (
        "first",
        Message(vi="Phiếu đầu tiên được tính.", en="The first of several ballots with one id counts."),
        "0.1",
    )
    LAST = (
        "last",
        Message(vi="Phiếu sau cùng được tính.", en="The last of several ballots with one id counts."),
        "0.1",
    )
    REJECT_ALL = (
        "reject_all",
        Message(vi="Loại tất cả các phiếu trùng.", en="None of several ballots with one id counts."),
        "0.1",
    )


class UniqueWithin(Policy):
    """Where an id may stand only once."""

    RUN = (
        "run",
        Message(vi="Mỗi mã phiếu chỉ có một lần trong tất cả các tệp.", en="An id stands once in all files."),
        "0.1",
    )
    UNIT = (
        "unit",
        Message(vi="Mỗi mã phiếu chỉ có một lần trong một đơn vị.", en="An id stands once for each unit."),
        "0.1",
    )


class BadAnswers(Policy):
    """What an answer that is none of the scale does to its ballot."""

    LEAVE_OUT = (
        "leave_out",
        Message(
            vi="Câu trả lời không đọc được thì không tính; các câu khác của phiếu vẫn tính.",
            en="An answer that is none of the scale does not count; the other answers of the ballot do.",
        ),
        "0.4",
    )
    REJECT_BALLOT = (
        "reject_ballot",
        Message(
            vi="Phiếu có một câu trả lời không đọc được thì không được tính.",
            en="A ballot with an answer that is none of the scale does not count.",
        ),
        "0.4",
    )


class NotApproved(Policy):
    """What becomes of a ballot that a reviewer did not approve in the form tool."""

    LEAVE_OUT = (
        "leave_out",
        Message(
            vi="Phiếu có trạng thái không được duyệt thì không được tính.",
            en="A ballot with a status of not being approved does not count.",
        ),
        "0.4",
    )
    COUNT = (
        "count",
        Message(
            vi="Phiếu được tính, dù trạng thái duyệt thế nào.", en="A ballot counts, whatever its status is."
        ),
        "0.4",
    )


class Unfinished(Policy):
    """What becomes of a ballot that was not finished in the form tool."""

    LEAVE_OUT = (
        "leave_out",
        Message(vi="Phiếu chưa hoàn thành thì không được tính.", en="An unfinished ballot does not count."),
        "0.4",
    )
    COUNT = (
        "count",
        Message(vi="Phiếu chưa hoàn thành vẫn được tính.", en="An unfinished ballot counts."),
        "0.4",
    )


# --- PAR and the leader survey -------------------------------------------------------------------


class IndexOfPoints(Policy):
    """What the points of a unit come to."""

    PERCENT = (
        "percent",
        Message(
            vi=(
                "Chỉ số là tổng điểm đạt được trên tổng điểm tối đa của chính đơn vị, tính bằng phần trăm. "
                "Tiêu chí không áp dụng thì ra khỏi cả hai."
            ),
            en=(
                "The index is the points achieved over the unit's own maximum, in %. What does not apply "
                "leaves both."
            ),
        ),
        "0.2",
    )
    POINTS = (
        "points",
        Message(vi="Chỉ số là tổng điểm đạt được.", en="The index is the points achieved."),
        "0.2",
    )


class OverallOfPoints(Policy):
    """The province's figure of the PAR index."""

    MEAN_OF_UNITS = (
        "mean_of_units",
        Message(
            vi="Bình quân chỉ số chưa làm tròn của các đơn vị.",
            en="The mean of the unrounded indices of the units.",
        ),
        "0.2",
    )
    POOLED = (
        "pooled",
        Message(
            vi="Tổng điểm đạt được trên tổng điểm tối đa của tất cả các đơn vị.",
            en="All points over all maxima of all units.",
        ),
        "0.2",
    )


class MissingPoints(Policy):
    """What becomes of a leaf without valid points."""

    NO_SCORE = (
        "no_score",
        Message(
            vi="Đơn vị thiếu điểm tiêu chí thành phần thì chưa có chỉ số.",
            en="A unit without all its points has no index.",
        ),
        "0.2",
    )
    ZERO = (
        "zero",
        Message(vi="Tính 0 điểm.", en="They count as 0."),
        "0.2",
    )
    LEAVE_OUT = (
        "leave_out",
        Message(
            vi="Tiêu chí thiếu điểm ra khỏi cả điểm đạt được và điểm tối đa.",
            en="A criterion without points leaves points and maximum.",
        ),
        "0.2",
    )


class Bonus(Policy):
    """What bonus points are added to."""

    ADDS_POINTS = (
        "adds_points",
        Message(vi="Cộng vào điểm đạt được.", en="Added to the points."),
        "0.2",
    )
    ADDS_POINTS_AND_MAXIMUM = (
        "adds_points_and_maximum",
        Message(vi="Cộng vào điểm đạt được và điểm tối đa.", en="Added to the points and to the maximum."),
        "0.2",
    )


class Kinds(Policy):
    """What the kinds of respondents of the leader survey come to."""

    POOLED = (
        "pooled",
        Message(vi="Gộp mọi câu trả lời, không phân biệt đối tượng.", en="All answers are pooled."),
        "0.2",
    )
    MEAN_OF_KINDS = (
        "mean_of_kinds",
        Message(
            vi="Tính riêng từng loại đối tượng rồi lấy bình quân có trọng số.",
            en="Each kind by itself, then their weighted mean.",
        ),
        "0.2",
    )


# --- both indices --------------------------------------------------------------------------------


class Mode(Policy):
    """How a score is rounded when it is printed."""

    HALF_UP = (
        "half_up",
        Message(
            vi=(
                "Tính bằng số chính xác, chỉ làm tròn một lần khi in: {decimals} chữ số thập phân, từ 5 trở "
                "lên thì làm tròn lên."
            ),
            en="Computed exactly, rounded once when printed: {decimals} decimals, a half goes up.",
        ),
        "0.1",
    )
    HALF_EVEN = (
        "half_even",
        Message(
            vi=(
                "Tính bằng số chính xác, chỉ làm tròn một lần khi in: {decimals} chữ số thập phân, đúng một "
                "nửa thì về số chẵn."
            ),
            en=(
                "Computed exactly, rounded once when printed: {decimals} decimals, a half goes to the even "
                "digit."
            ),
        ),
        "0.1",
    )
    DOWN = (
        "down",
        Message(
            vi="Tính bằng số chính xác, khi in bỏ các chữ số sau {decimals} chữ số thập phân.",
            en="Computed exactly, cut off after {decimals} decimals when printed.",
        ),
        "0.1",
    )


class RankOn(Policy):
    """What ranks and bands follow."""

    PRINTED = (
        "printed",
        Message(vi="Theo số đã làm tròn như in trong bảng.", en="By the printed figure."),
        "0.1",
    )
    EXACT = (
        "exact",
        Message(vi="Theo số chính xác, chưa làm tròn.", en="By the exact figure."),
        "0.1",
    )


class Ties(Policy):
    """The ranks after a tie."""

    COMPETITION = (
        "competition",
        Message(
            vi="Các đơn vị bằng nhau cùng hạng, hạng sau bỏ cách (1, 2, 2, 4).",
            en="Equal units share a rank, and the next is left out (1, 2, 2, 4).",
        ),
        "0.1",
    )
    DENSE = (
        "dense",
        Message(
            vi="Các đơn vị bằng nhau cùng hạng, hạng sau liền kề (1, 2, 2, 3).",
            en="Equal units share a rank, and the next one follows (1, 2, 2, 3).",
        ),
        "0.1",
    )
