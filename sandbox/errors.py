"""Telegram's refusals, in Telegram's words."""


class ApiError(Exception):
    """What a bot gets instead of a result: an HTTP status and Telegram's description."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


class ConnectionDropped(Exception):
    """The bot gets no answer at all: the connection is closed."""


class UserError(Exception):
    """A phone tried what no phone can do: unknown message, protected content, a missing button."""


def bad_request(description: str) -> ApiError:
    return ApiError(400, f"Bad Request: {description}")


def forbidden(description: str) -> ApiError:
    return ApiError(403, f"Forbidden: {description}")


def conflict(description: str) -> ApiError:
    return ApiError(409, f"Conflict: {description}")
