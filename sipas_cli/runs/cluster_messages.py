"""What is said where files are counted by the machines of a cluster."""

from sipas_cli.messages import Message

DASK_MISSING = Message(
    vi="muốn đếm trên nhiều máy phải có dask. Cài trên mọi máy: pip install 'sipas[dask]'.",
    en="counting on several machines needs dask. Install it on all of them: pip install 'sipas[dask]'.",
)
UNREACHABLE = Message(
    vi=(
        "không nối được với bộ điều phối trong {seconds} giây ({reason}). Chạy dask scheduler; xem địa chỉ "
        "nó in ra (tcp://MÁY:8786) và tường lửa."
    ),
    en=(
        "the scheduler did not answer within {seconds} seconds ({reason}). Start dask scheduler; look at the "
        "address that it prints (tcp://HOST:8786) and at the firewall."
    ),
)
NO_WORKERS = Message(
    vi="bộ điều phối không có máy nào để đếm. Chạy dask worker {scheduler} trên mỗi máy, rồi đếm lại.",
    en="the scheduler has no worker. Start dask worker {scheduler} on each machine, then count again.",
)
OTHER_VERSION = Message(
    vi="một máy của cụm có sipas {there}, máy này có {here}. Cài cùng một phiên bản trên mọi máy.",
    en="a machine of the cluster has sipas {there}, this one has {here}. Install one version on all of them.",
)
LACKING = Message(
    vi="một máy của cụm thiếu gói {package}. Cài trên mọi máy: pip install 'sipas[dask]'.",
    en="a machine of the cluster lacks the package {package}. Install on all: pip install 'sipas[dask]'.",
)
WORKERS_DIED = Message(
    vi=(
        "nhiều lần tiến trình đang đọc một tệp bị dừng, thường vì hết bộ nhớ. Chia tệp nhỏ hơn, hoặc cho mỗi "
        "tiến trình thêm bộ nhớ (dask worker --memory-limit)."
    ),
    en=(
        "again and again the worker that had a file ended, mostly for lack of memory. Split the files, or "
        "give workers more memory (dask worker --memory-limit)."
    ),
)
CLUSTER_LOST = Message(
    vi="mất bộ điều phối khi đang đếm ({reason}). Chạy lại dask scheduler và dask worker, rồi đếm lại.",
    en="the scheduler was lost while counting ({reason}). Start dask scheduler and worker, then count again.",
)
NOT_ON_CLUSTER = Message(
    vi=(
        "tệp đầu tiên là điểm hoặc phiếu khảo sát lãnh đạo; cụm máy chỉ đếm phiếu SIPAS. Tệp như thế nhỏ: "
        "đếm hoặc chấm trên một máy, bỏ --engine."
    ),
    en=(
        "the first file holds points or the survey of leaders; a cluster counts SIPAS ballots alone. Such "
        "files are small: count or score them on one machine, without --engine."
    ),
)
YEAR_NEEDED = Message(
    vi="units.yaml có thay đổi đơn vị qua các năm nên phải biết năm trước khi đọc. Nêu --year NĂM.",
    en="units.yaml has changes of units, so the year must be known before files are read. Name --year YEAR.",
)
