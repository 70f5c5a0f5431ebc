"""Who made the book, in the codes that libraries use (MARC relators)."""

import re

from stages.schema import Transcript

_ROLES = (
    ("trl", r"translat|译|譯|übersetz|traduc|tradui|翻訳|번역"),
    ("trc", r"transcri|转录|轉錄|听写|聽寫|整理|文字起こし|녹취|transkri"),
    ("edt", r"\bedit|编辑|編輯|校对|校對|編集|편집|herausgeb"),
    ("anl", r"analy|分析|解读|解讀"),
    ("hst", r"host|主持|進行|司会|진행|moderat"),
    ("nrt", r"narrat|read by|朗读"),
    ("pro", r"produc|制作|製作|제작"),
    ("pbl", r"publish|出版|发布|發布|verlag"),
    ("aut", r"\bby\b|original|author|written|原文|原作|作者|著|저자|autor|auteur"),
)


def people(transcript: Transcript) -> dict[str, list[str]]:
    """Return everybody with their roles, the speakers first; a person appears once."""
    roles: dict[str, list[str]] = {}
    for speaker in transcript.speakers:
        roles.setdefault(" ".join(speaker.split()), []).append("spk")
    for credit in transcript.credits:
        known = roles.setdefault(" ".join(credit.name.split()), [])
        role = _role(credit.role)
        if role not in known:
            known.append(role)
    return {name: codes for name, codes in roles.items() if name}


def _role(wording: str) -> str:
    """Return the code for how a cover words a role, "ctb" (contributor) where none fits."""
    fits = (code for code, pattern in _ROLES if re.search(pattern, wording, re.IGNORECASE))
    return next(fits, "ctb")
