"""Settings: defaults, one-line errors, and `.env.example` in step with the code."""

import os
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.settings import PREFIX, Settings, SettingsError, load_settings

ENV_EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default_but_what_only_the_operator_can_know() -> None:
    settings = load_settings()

    assert settings.bot_token is None
    assert settings.database_url == "sqlite+aiosqlite:///data/liuhen.db"
    assert settings.evidence_url == "file:data/evidence"
    assert settings.key_file == Path("data/key")
    assert settings.timezone == ZoneInfo("Asia/Shanghai")
    assert settings.webhook_listen == "127.0.0.1:8081"


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("LIUHEN_HEALTH_PORT=9001\nLIUHEN_TIMEZONE=Asia/Urumqi\n")
    monkeypatch.setenv("LIUHEN_HEALTH_PORT", "9002")

    settings = load_settings()

    assert settings.health_port == 9002
    assert settings.timezone == ZoneInfo("Asia/Urumqi")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "not-a-token"),
        ("BOT_API_URL", "ftp://example.org"),
        ("PROXY_URL", "socks5://host-without-port"),
        ("DATABASE_URL", "mysql://host/name"),
        ("EVIDENCE_URL", "data/evidence"),
        ("TIMEZONE", "Mars/Olympus"),
        ("HEALTH_PORT", "many"),
        ("WEBHOOK_URL", "example.org"),
        ("WEBHOOK_LISTEN", "127.0.0.1"),
        ("WEBHOOK_SECRET", "two words"),
    ],
)
def test_a_malformed_setting_is_named_in_one_line_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(PREFIX + name, value)

    with pytest.raises(SettingsError) as caught:
        load_settings()

    line = str(caught.value)
    assert line.startswith(f"{PREFIX}{name} is malformed: expected ")
    assert "\n" not in line
    assert value not in line


def test_a_webhook_without_its_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIUHEN_WEBHOOK_URL", "https://bot.example.org/hook")

    with pytest.raises(SettingsError, match="LIUHEN_WEBHOOK_SECRET is missing"):
        load_settings()


def test_a_missing_token_is_named_only_when_it_is_needed() -> None:
    settings = load_settings()

    with pytest.raises(SettingsError, match="LIUHEN_BOT_TOKEN is missing"):
        settings.required_bot_token()


def test_no_secret_shows_when_the_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIUHEN_BOT_TOKEN", "42:planted-token")
    monkeypatch.setenv("LIUHEN_WEBHOOK_SECRET", "planted-secret")
    monkeypatch.setenv("LIUHEN_DATABASE_URL", "postgresql+asyncpg://me:planted@127.0.0.1/liuhen")
    monkeypatch.setenv("LIUHEN_PROXY_URL", "socks5://me:planted@127.0.0.1:1080")

    settings = load_settings()

    assert settings.required_bot_token() == "42:planted-token"
    assert "planted" not in repr(settings)


def test_the_example_file_lists_every_setting_with_a_comment_and_nothing_else() -> None:
    entries = re.findall(r"^# .+\n(\w+)=", ENV_EXAMPLE.read_text(), flags=re.MULTILINE)

    assert entries == [PREFIX + name.upper() for name in Settings.model_fields]


def test_the_example_file_shows_the_defaults() -> None:
    assert load_settings(ENV_EXAMPLE) == load_settings()
