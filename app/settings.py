"""What an operator may set: `LIUHEN_…` variables of the environment, or of the file `.env`.

The environment wins over the file. A value left empty counts as not set.
"""

from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field, Secret, StringConstraints, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "LIUHEN_"

Token = Annotated[str, StringConstraints(pattern=r"^\d+:[\w-]+$")]
WebhookSecret = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,256}$")]


class SettingsError(Exception):
    """A setting is missing or malformed; the text is one line that names it."""


class Settings(BaseSettings):
    """The settings of one process; each description says what a right value looks like."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True
    )

    bot_token: Secret[Token] | None = Field(
        None, description="the token that BotFather gives, digits:letters"
    )
    bot_api_url: str = Field(
        "https://api.telegram.org", pattern=r"^https?://\S+$", description="an http(s) address"
    )
    proxy_url: str | None = Field(
        None,
        pattern=r"^(socks4|socks5|http)://\S+:\d+$",
        description="socks5://, socks4:// or http://, with a port",
        repr=False,  # it may hold a password, as the next one
    )
    database_url: str = Field(
        "sqlite+aiosqlite:///data/liuhen.db",
        pattern=r"^(sqlite\+aiosqlite:///|postgresql\+asyncpg://)\S+$",
        description="sqlite+aiosqlite:///file or postgresql+asyncpg://user@host/name",
        repr=False,
    )
    evidence_url: str = Field(
        "file:data/evidence", pattern=r"^file:\S+$", description="file:folder"
    )
    key_file: Path = Field(Path("data/key"), description="the path of a file")
    timezone: ZoneInfo = Field(
        ZoneInfo("Asia/Shanghai"), description="a zone's name such as Asia/Shanghai"
    )
    health_port: int = Field(
        8082, ge=0, le=65535, description="a port up to 65535, or 0 for any free one"
    )
    webhook_url: str | None = Field(
        None, pattern=r"^https?://\S+$", description="the http(s) address that Telegram calls"
    )
    webhook_listen: str = Field(
        "127.0.0.1:8081", pattern=r"^\S+:\d{1,5}$", description="host:port to listen on"
    )
    webhook_secret: Secret[WebhookSecret] | None = Field(
        None, description="1 to 256 letters, digits, - or _, beside WEBHOOK_URL"
    )

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        # Without the secret anybody who finds the address could speak as Telegram.
        if self.webhook_url is not None and self.webhook_secret is None:
            raise SettingsError(
                f"{PREFIX}WEBHOOK_SECRET is missing: WEBHOOK_URL needs it beside it"
            )
        return self

    @property
    def database_file(self) -> Path | None:
        """Where the database lies if it is a file, known without asking it."""
        file = self.database_url.removeprefix("sqlite+aiosqlite:///")
        return None if file == self.database_url else Path(file)

    def required_bot_token(self) -> str:
        """The bot's token, for whatever talks to Telegram.

        Raises:
            SettingsError: no token is set.
        """
        if self.bot_token is None:
            raise SettingsError(
                f"{PREFIX}BOT_TOKEN is missing: BotFather gives one; put it in .env"
            )
        return self.bot_token.get_secret_value()


def load_settings(env_file: Path = Path(".env")) -> Settings:
    """Read the environment and, beneath it, `env_file` if it is there.

    Raises:
        SettingsError: a value is missing or malformed. The value itself is not repeated,
            because it may be a secret.
    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        name = str(error.errors(include_input=False)[0]["loc"][0])
        expected = Settings.model_fields[name].description
        raise SettingsError(f"{PREFIX}{name.upper()} is malformed: expected {expected}") from None
