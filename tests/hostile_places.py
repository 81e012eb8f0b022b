"""What lies under a workbook's name and is none: files of other kinds, and things that are no files."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import factory
import hostile
import raw_zip
from hostile import ANY, OLE, Bad

OTHER, MISSING, NO_ACCESS = "ITA107", "ITA101", "ITA102"
NAME = "รายงาน (ส่ง).xlsx"
_MAIL = b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx\r\n"
_WEB_ARCHIVE = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"


@dataclass(frozen=True)
class Place:
    """A thing in a folder, the code it is answered with, and where this system cannot have it, why."""

    name: str
    code: str
    put: Callable[[Path], Path]
    needs: str = ""

    @property
    def missing(self) -> bool:
        """Whether this system or user cannot have it."""
        if self.needs == "rights":  # the administrator of a Unix reads everything
            return sys.platform == "win32" or os.geteuid() == 0
        return bool(self.needs) and sys.platform == "win32"


KINDS = (
    Bad("one byte", OTHER, lambda: b"P"),
    Bad("a line end", OTHER, lambda: b"\r\n"),
    Bad("PK and nothing more", "ITA108", lambda: b"PK"),
    Bad("the end of an archive alone", OTHER, lambda: raw_zip.end_record(0, 0, 0), "zip"),
    Bad("a mail", OTHER, lambda: _MAIL),
    Bad("a web archive", OTHER, lambda: _WEB_ARCHIVE),
    Bad("an OLE file cut off", "ITA105", lambda: OLE[:20]),
    Bad("an OLE file whose chain runs in circles", "ITA105", lambda: OLE[:76] + bytes(436 + 512 * 40)),
    Bad(
        "an old web page of Excel", OTHER, lambda: b'<html xmlns:x="urn:schemas-microsoft-com:office:excel">'
    ),
    Bad("a page of XML", OTHER, lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    Bad("text in UTF-16", ANY, lambda: "มาตรการ\tผลลัพธ์\r\n".encode("utf-16")),
    Bad("a program", OTHER, lambda: b"MZ\x90\x00" + bytes(200)),
    Bad("a script", OTHER, lambda: b"#!/bin/sh\necho x\n"),
    Bad("a link of Windows", OTHER, lambda: b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(100)),
    Bad("gzip", OTHER, lambda: b"\x1f\x8b\x08\x00" + bytes(60)),
    Bad("RAR", OTHER, lambda: b"Rar!\x1a\x07\x01\x00" + bytes(60)),
    Bad("7-Zip", OTHER, lambda: b"7z\xbc\xaf\x27\x1c" + bytes(60)),
    Bad("19 MB of zeros", OTHER, lambda: bytes(19_000_000)),
    Bad("19 MB of letters", OTHER, lambda: b"a" * 19_000_000),
    Bad(
        "binary Excel with an XML workbook beside",
        ANY,
        lambda: hostile.with_parts(**{"xl/workbook.bin": b"x"}),
    ),
    Bad("Word and Excel in one", ANY, lambda: hostile.with_parts(**{"word/document.xml": b"<x/>"})),
)


def _file(folder: Path, name: str = NAME, data: bytes | None = None) -> Path:
    path = folder / name
    path.write_bytes(factory.sound() if data is None else data)
    return path


def _folder(folder: Path) -> Path:
    (folder / NAME).mkdir()
    return folder / NAME


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / NAME)
    return folder / NAME


def _socket(folder: Path) -> Path:
    """A socket; its path must be short, so it is bound from inside the folder."""
    path, before = folder / "s.xlsx", Path.cwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as held:
            held.bind(path.name)
    finally:
        os.chdir(before)
    return path


def _link(folder: Path, target: str | Path) -> Path:
    (folder / NAME).symlink_to(target)
    return folder / NAME


def _unreadable(folder: Path) -> Path:
    path = _file(folder)
    path.chmod(0)
    return path


PLACES = (
    Place("nothing there", MISSING, lambda folder: folder / NAME),
    Place("a folder named .xlsx", "ITA116", _folder),
    Place("a pipe", MISSING, _pipe, "Unix"),
    Place("a socket", MISSING, _socket, "Unix"),
    Place("a device without end", MISSING, lambda folder: _link(folder, "/dev/zero"), "Unix"),
    Place("a device without content", MISSING, lambda folder: _link(folder, os.devnull), "Unix"),
    Place(
        "a file of the system without a size", ANY, lambda folder: _link(folder, "/proc/self/maps"), "Unix"
    ),
    Place("a link to itself", ANY, lambda folder: _link(folder, NAME), "Unix"),
    Place("a link to nothing", MISSING, lambda folder: _link(folder, "nothing.xlsx"), "Unix"),
    Place(
        "a link to a workbook", hostile.READ, lambda folder: _link(folder, _file(folder, "x.xlsx")), "Unix"
    ),
    Place("no right to read", NO_ACCESS, _unreadable, "rights"),
    Place("a lock file of Excel", OTHER, lambda folder: _file(folder, "~$x.xlsx", b"\x03som" + b" " * 161)),
    Place("a lock file of LibreOffice", OTHER, lambda folder: _file(folder, ".~lock.x.xlsx#", b",som,x,;")),
    Place(
        "a workbook of a Mac's second half",
        ANY,
        lambda folder: _file(folder, "._x.xlsx", b"\0\5\x16\7" + bytes(99)),
    ),
    Place("a workbook named as a text", hostile.READ, lambda folder: _file(folder, "x.txt")),
    Place("a name without an ending", hostile.READ, lambda folder: _file(folder, "รายงาน")),
    Place("a name that looks like an option", hostile.READ, lambda folder: _file(folder, "--json.xlsx")),
    Place("a name of signs", hostile.READ, lambda folder: _file(folder, "{0} %s $HOME `x` 'y' & z.xlsx")),
    Place("a name turned around", hostile.READ, lambda folder: _file(folder, "x\u202excod.xlsx")),
    Place("a name of broken letters", ANY, lambda folder: _file(folder, os.fsdecode(b"x\xff.xlsx")), "Unix"),
)
