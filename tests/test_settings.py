"""Settings come from variables, options win over them, and a bad variable is named."""

from pathlib import Path
from typing import Any

import pytest

from firstlight.errors import InputError
from firstlight.settings import Settings, from_environment


@pytest.mark.parametrize(
    ("environ", "field", "value"),
    [
        ({}, "workspace", Path("firstlight-data")),
        ({"FIRSTLIGHT_WORKSPACE": "unit"}, "workspace", Path("unit")),
        ({"FIRSTLIGHT_DESK": "postgresql://localhost/unit"}, "desk", "postgresql://localhost/unit"),
        ({"FIRSTLIGHT_ENGINE": "ray"}, "engine", "ray"),
        ({"FIRSTLIGHT_WORKERS": "3"}, "workers", 3),
        ({"FIRSTLIGHT_PART_ROWS": "10"}, "part_rows", 10),
        ({"FIRSTLIGHT_REGIONS": " GB, IE ,"}, "regions", ("GB", "IE")),
        ({}, "who", ""),
        ({"USER": "rivera", "LOGNAME": "", "HOME": "x"}, "who", "rivera"),
        ({"USER": "rivera", "FIRSTLIGHT_WHO": "Det. Rivera"}, "who", "Det. Rivera"),
        ({"HOME": "somewhere", "FIRSTLIGHT_UNKNOWN": "1"}, "workers", 0),
    ],
)
def test_read_from_the_environment(environ: dict[str, str], field: str, value: Any) -> None:
    assert getattr(from_environment(environ), field) == value


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("FIRSTLIGHT_ENGINE", "spark"),
        ("FIRSTLIGHT_WORKERS", "two"),
        ("FIRSTLIGHT_WORKERS", "-1"),
        ("FIRSTLIGHT_PART_ROWS", "0"),
    ],
)
def test_a_bad_variable_is_named(variable: str, text: str) -> None:
    with pytest.raises(InputError, match=f"{variable} is '{text}'"):
        from_environment({variable: text})


def test_options_win_and_none_is_no_option() -> None:
    settings = Settings(workers=2).with_options(workers=None, regions=("GB",))
    assert (settings.workers, settings.regions) == (2, ("GB",))


def test_workers_default_to_the_cores_of_the_machine() -> None:
    assert Settings().worker_count >= 1
    assert Settings(workers=7).worker_count == 7
