"""The door: invite links, strangers, groups; each way in vain ends in a sentence of its own."""

import pytest

from register.people import Role
from register.ports import Store
from tests.bot.stage import Actor, Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVERYBODYS = {"new", "mine", "check", "say", "help"}
"""The commands that everybody has a use for."""


async def test_an_invite_binds_and_shows_the_persons_commands(shared: Stage) -> None:
    li = await shared.actor("李承办")

    welcome = await li.phone.see("绑定成功")
    assert welcome.text.startswith("李承办，您好")
    assert "国家秘密" in welcome.text
    assert set((await li.phone.chat()).commands) == EVERYBODYS | {"cases", "notes", "zero"}


@pytest.mark.parametrize("role", [Role.HEAD, Role.LEADER, Role.INSPECTOR, Role.ADMINISTRATOR])
async def test_only_who_may_confirm_has_a_list_of_what_waits(shared: Stage, role: Role) -> None:
    person = await shared.actor(f"某{role}", role, department=f"{role}部")

    commands = set((await person.phone.chat()).commands)

    wanted = EVERYBODYS | {"notes"}
    assert commands - {"todo", "away"} == wanted, "a letter is anybody's to note"
    assert ("todo" in commands) == (role is not Role.ADMINISTRATOR)
    assert ("away" in commands) == (role is not Role.ADMINISTRATOR)


async def test_a_menu_follows_new_roles_at_the_next_start(shared: Stage) -> None:
    zhao = await shared.actor("赵升职", department="第七部")
    await shared.hire("赵升职", Role.HEAD, department="第七部")

    await zhao.phone.start()
    await zhao.phone.see("发来截图、语音、文件")
    await shared.idle()

    assert set((await zhao.phone.chat()).commands) == EVERYBODYS | {"notes", "todo", "away"}


async def test_a_used_link_says_that_it_was_used(shared: Stage) -> None:
    person = await shared.hire("钱先到")
    code = await shared.invite(person)
    first, second = await shared.phone("钱先到"), await shared.phone("别人")
    await first.start(code)
    await first.see("绑定成功")

    await second.start(code)

    await second.see("邀请链接已被使用")


async def test_ones_own_link_opened_once_more_is_no_alarm(shared: Stage) -> None:
    person = await shared.hire("孙再来")
    code = await shared.invite(person)
    phone = await shared.phone("孙再来")
    await phone.start(code)
    welcome = await phone.see("绑定成功")

    await phone.start(code)

    await phone.see("绑定成功", after=welcome.id)


async def test_a_forged_link_is_unknown(shared: Stage) -> None:
    phone = await shared.phone("试探者")

    await phone.start("AAAAAAAAAAAAAAAAAAAAAAAA")

    await phone.see("邀请链接无效")


async def test_a_bound_account_cannot_take_a_second_person(shared: Stage) -> None:
    li = await shared.actor("李已绑")
    other = await shared.hire("赵他人")

    await li.phone.start(await shared.invite(other))

    await li.phone.see("您的账号已绑定其他人员")


async def test_a_link_is_good_for_seven_days(alone: Stage) -> None:
    person = await alone.hire("周迟到")
    code = await alone.invite(person)
    phone = await alone.phone("周迟到")
    await alone.pass_time(7 * 24 * 3600 + 1)

    await phone.start(code)

    await phone.see("邀请链接已过期")


async def test_a_stranger_gets_one_sentence_and_nothing_is_kept(shared: Stage) -> None:
    phone = await shared.phone("路人")
    await phone.send("你好")
    answer = await phone.see("仅供受邀人员使用")

    await phone.upload("document", ("秘密.txt", b"secret"))

    again = await phone.see("仅供受邀人员使用", after=answer.id)
    assert not again.buttons
    assert not await shared.calls("getFile", phone)


async def test_a_stranger_who_taps_a_card_gets_the_sentence_over_the_chat(shared: Stage) -> None:
    phone = await shared.phone("路人")
    await phone.send("你好")
    shown = await phone.see("仅供受邀人员使用")

    answer = await phone.tap(shown, "open:0123456789abcdef")

    assert answer.show_alert
    assert answer.text == "本助手仅供受邀人员使用。"


async def test_in_a_group_it_says_where_it_works(shared: Stage) -> None:
    li = await shared.actor("李入群")
    await shared.sandbox.group(-900, "办案群", li.phone)
    there = shared.sandbox.phone(li.phone.user, chat=-900)

    await there.send("有人打招呼")

    await there.see("只在私聊中使用")
    assert "办案群" not in (await li.phone.last()).text


async def test_start_and_help_of_a_bound_person(shared: Stage) -> None:
    li = await shared.actor("李求助")

    await li.phone.start()
    await li.phone.send("/help")

    assert "/new" in (await li.phone.see("收到即固定；发送 /new")).text
    assert "三个工作日" in (await li.phone.see("使用说明")).text


@pytest.mark.req("H18", "K1", "AC5")
async def test_a_chat_that_is_blocked_is_known_before_anything_is_to_be_told(
    alone: Stage,
) -> None:
    """Else the administrator, who may be named, learns that just now somebody was told of it."""
    wang = await alone.actor("王主任", Role.HEAD)
    admin = await alone.actor("郑管理", Role.ADMINISTRATOR, department="办公室")

    await wang.phone.block()
    await admin.phone.see("的聊天无法送达")
    assert not await is_reachable(alone, wang)

    await wang.phone.unblock()
    await alone.idle()
    assert await is_reachable(alone, wang)


async def is_reachable(stage: Stage, actor: Actor) -> bool:
    store: Store = await stage.container.get(Store)
    async with store.read() as uow:
        return (await uow.people.get(actor.person.id)).reachable
