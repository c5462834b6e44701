"""`liuhen run`: the service."""

from app.cli.errors import CheckFailed
from app.settings import load_settings

EXAMPLE = "liuhen run"


def run() -> None:
    """Serve until SIGTERM or Ctrl-C; the updates at hand are finished first.

    The settings come from the environment or .env; only LIUHEN_BOT_TOKEN has no default.
    """
    settings = load_settings()
    settings.required_bot_token()  # said before seconds are spent on imports

    from app.cli.session import asynchronously  # noqa: PLC0415 - Telegram and SQL are heavy
    from app.main import serve  # noqa: PLC0415
    from bot.traces import trace  # noqa: PLC0415

    try:
        asynchronously(serve(settings))
    except OSError as error:  # a port that is taken, a folder that is not ours
        raise CheckFailed(str(error)) from None
    except ExceptionGroup as error:  # a trace as Python prints it would quote people
        raise CheckFailed("stopped by " + trace(error.exceptions[0])) from None
