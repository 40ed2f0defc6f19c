import pytest

from firstlight.errors import NotAllowed
from firstlight.web.security import is_loopback, loopback_only

HOSTS = [
    ("localhost", True),
    ("LOCALHOST", True),
    ("127.0.0.1", True),
    ("127.8.9.10", True),
    ("::1", True),
    ("[::1]", True),
    ("0.0.0.0", False),  # noqa: S104 - the address that must be refused
    ("::", False),
    ("192.168.1.4", False),
    ("localhost.example.org", False),
    ("127.0.0.1.example.org", False),
    ("2130706433", False),
    ("", False),
]


@pytest.mark.parametrize(("host", "loopback"), HOSTS)
def test_loopback_is_told_by_name_or_address(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
    if loopback:
        assert loopback_only(host) == host
    else:
        with pytest.raises(NotAllowed, match="no sign-in"):
            loopback_only(host)
