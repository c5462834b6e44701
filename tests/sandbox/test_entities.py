"""Telegram's HTML: what it becomes, and what Telegram refuses."""

import pytest
from aiogram.types import MessageEntity

from sandbox.entities import found_entities, parse_html
from sandbox.errors import ApiError


def shape(entities: list[MessageEntity]) -> list[tuple[str, int, int]]:
    return [(each.type, each.offset, each.length) for each in entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain &lt;b&gt; &amp;&#33;&quot; &nbsp;", 'plain <b> &!" &nbsp;', []),
        ("<b>粗</b>", "粗", [("bold", 0, 1)]),
        ("👍👍 <i>😀x</i>", "👍👍 😀x", [("italic", 5, 3)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("  <u> x </u> ", "x", [("underline", 0, 1)]),
        ("<B>x</B><s></s>", "x", [("bold", 0, 1)]),
        ("a<tg-spoiler>b</tg-spoiler>", "ab", [("spoiler", 1, 1)]),
        ('<span class="tg-spoiler">b</span>', "b", [("spoiler", 0, 1)]),
        ('<a href="nowhere">b</a>', "b", []),
        ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
    ],
)
def test_html_becomes_text_with_utf16_entities(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    parsed, found = parse_html(source)
    assert (parsed, shape(found)) == (text, entities)


def test_a_block_of_code_keeps_its_language() -> None:
    _, (block,) = parse_html('<pre><code class="language-python">x = 1</code></pre>')
    assert (block.type, block.language, block.length) == ("pre", "python", 5)


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ('<a href="https://a.example/?x=1&amp;y=2">l</a>', "https://a.example/?x=1&y=2"),
        ("<a href='tg://user?id=7'>l</a>", "tg://user?id=7"),
        ("<a>a.example</a>", "http://a.example/"),
    ],
)
def test_links_keep_their_address(source: str, url: str) -> None:
    _, (link,) = parse_html(source)
    assert (link.type, link.url) == ("text_link", url)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("粗<div>x</div>", 'Unsupported start tag "div" at byte offset 3'),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_wrong_html_is_refused_in_telegrams_words(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start go", [("bot_command", 0, 6)]),
        ("😀 /new@test_bot", [("bot_command", 3, 13)]),
        ("see https://a.example/x, 好", [("url", 4, 19)]),
        ("@fang_w 和 #案件", [("mention", 0, 7), ("hashtag", 10, 3)]),
        ("1/2 and/or a@b.example", []),
    ],
)
def test_telegram_marks_commands_and_links_by_itself(
    text: str, entities: list[tuple[str, int, int]]
) -> None:
    assert shape(found_entities(text)) == entities
