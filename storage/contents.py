"""Whether anybody has worked with a database yet."""

from sqlalchemy import select

from storage.engine import Engine
from storage.organisations import organisations
from storage.transactions import reading


async def holds_anything(engine: Engine) -> bool:
    """Tell whether the register holds an organisation: everything else belongs to one."""
    async with reading(engine) as connection:
        return (await connection.execute(select(organisations.c.id).limit(1))).first() is not None
