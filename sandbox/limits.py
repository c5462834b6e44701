"""What Telegram does not take, with its words for it."""

from datetime import datetime, timedelta

from aiogram.types import InlineKeyboardMarkup

from sandbox.entities import utf16
from sandbox.errors import ApiError, bad_request
from sandbox.files import StoredFile, Upload

TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024
CALLBACK_DATA_BYTES = 64
BUTTONS = 100
ALBUM = range(2, 11)
DOWNLOAD_BYTES = 20 * 1024 * 1024
UPLOAD_BYTES = 50 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024
DELETABLE_FOR = timedelta(hours=48)
CALLBACK_ANSWER_LENGTH = 200


def check_text(text: str) -> None:
    """Length counts what is shown, after parsing, in UTF-16 code units."""
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > TEXT_LENGTH:
        raise bad_request("message is too long")


def check_caption(caption: str) -> None:
    if utf16(caption) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")


def check_keyboard(keyboard: InlineKeyboardMarkup) -> None:
    buttons = [button for row in keyboard.inline_keyboard for button in row]
    if len(buttons) > BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons:
        if not button.text:
            raise bad_request("inline keyboard button text must be non-empty")
        kinds = button.model_dump(exclude_none=True, exclude={"text", "style"})
        if not kinds:
            raise bad_request("can't parse inline keyboard button: Text buttons are not allowed")
        # Documented are 1 to 64 bytes; none at all passes, and calendars' blank cells live on it.
        data = button.callback_data or ""
        if len(data.encode()) > CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")


def check_upload(kind: str, upload: Upload) -> None:
    if not upload.data:
        raise bad_request("file must be non-empty")
    limit = PHOTO_BYTES if kind == "photo" else UPLOAD_BYTES
    if len(upload.data) > limit:
        raise ApiError(413, "Request Entity Too Large")


def check_download(file: StoredFile) -> None:
    if file.size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")


def check_deletable(sent: datetime, now: datetime) -> None:
    if now - sent > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
