"""What stands between a customer and the mailbox in these tests: a wire for IMAP that can be cut."""

from __future__ import annotations

import asyncio
from typing import Final, Literal

__all__ = ["How", "Wire"]

How = Literal["", "hangs up", "lets nobody in", "breaks off", "comes in drops", "has no idle"]
"""How the mail server behaves: as it does, or as one of these."""

_DROP: Final = 11


class Wire:
    """Passes on what a mail reader and an IMAP server say to each other.

    Attributes:
        port: Where readers call.
        how: How the server behaves from the next call on.
    """

    def __init__(self, behind: tuple[str, int]) -> None:
        """Take where the server is; nothing listens yet."""
        self._behind, self.port = behind, 0
        self.how: How = ""

    async def listen(self) -> asyncio.Server:
        """Begin to listen."""
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        how = self.how
        if how == "hangs up":
            writer.close()
            return
        said, asked = await asyncio.open_connection(*self._behind)
        up = asyncio.create_task(self._pass(reader, asked, writer, how))
        try:
            await self._answer(said, writer, how)
        finally:
            up.cancel()
            for end in (writer, asked):
                end.close()

    @staticmethod
    async def _pass(
        reader: asyncio.StreamReader, asked: asyncio.StreamWriter, back: asyncio.StreamWriter, how: How
    ) -> None:
        while line := await reader.readline():
            tag, _, command = line.partition(b" ")
            if how == "lets nobody in" and command.upper().startswith(b"LOGIN"):
                back.write(tag + b" NO [UNAVAILABLE] Try again later\r\n")
                continue
            asked.write(line)
        asked.write_eof()

    @staticmethod
    async def _answer(said: asyncio.StreamReader, writer: asyncio.StreamWriter, how: How) -> None:
        while heard := await said.read(65_536):
            if how == "breaks off" and b"BODY[" in heard:
                writer.write(heard[: len(heard) // 2])
                return
            if how == "has no idle":
                heard = heard.replace(b" IDLE", b"")
            step = _DROP if how == "comes in drops" else len(heard)
            for at in range(0, len(heard), step):
                writer.write(heard[at : at + step])
                await writer.drain()
