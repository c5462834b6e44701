"""How Chinese signs are read aloud: every reading, without tones."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def readings(sign: str) -> frozenset[str]:
    """Return every reading of one sign; nothing for a sign that is not Chinese.

    Phrases would choose one reading, and rarely that of a surname: all of them count.
    """
    # Fourteen megabytes, for those who compare names.
    from pypinyin.contrib.tone_convert import to_normal  # noqa: PLC0415
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415

    said = pinyin_dict.get(ord(sign), "")
    return frozenset(to_normal(each) for each in said.split(",") if each)
