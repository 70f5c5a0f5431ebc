"""Functions of pdfium to be called once per glyph, by `map`.

Nothing converts what those at the top are given: a text page, and places to write to, as references
(`reference`, `ctypes.byref`), which are made once, and an index. That takes half the time. Those
below take objects of pdfium, and addresses, as plain integers.
"""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2_raw as raw


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Look up a function of pdfium; it is too short to hand the interpreter's lock over for."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address or 0)
    return function


def reference(handle: Any) -> Any:
    """Return a handle of pypdfium2 as the reference that the functions here take."""
    return ctypes.byref(handle.contents)


_handle, _byte, _int, _long = ctypes.c_void_p, ctypes.c_ubyte, ctypes.c_int, ctypes.c_ulong
unicode = _function("FPDFText_GetUnicode", ctypes.c_uint)
map_error = _function("FPDFText_HasUnicodeMapError", _int)
hyphen = _function("FPDFText_IsHyphen", _int)
text_object = _function("FPDFText_GetTextObject", _handle)
font_size = _function("FPDFText_GetFontSize", ctypes.c_double)
loose_box = _function("FPDFText_GetLooseCharBox", None)
tight_box = _function("FPDFText_GetCharBox", _int)
origin = _function("FPDFText_GetCharOrigin", None)
matrix = _function("FPDFText_GetMatrix", None)
fill_color = _function("FPDFText_GetFillColor", None)
object_count = _function("FPDFPage_CountObjects", _int)
page_object = _function("FPDFPage_GetObject", _handle)

font = _function("FPDFTextObj_GetFont", _handle, _handle)
render_mode = _function("FPDFTextObj_GetTextRenderMode", _byte, _handle)
font_name = _function("FPDFFont_GetBaseFontName", _long, _handle, _handle, _long)
font_flags = _function("FPDFFont_GetFlags", _int, _handle)
font_weight = _function("FPDFFont_GetWeight", _int, _handle)
font_angle = _function("FPDFFont_GetItalicAngle", _int, _handle, _handle)
form_object = _function("FPDFFormObj_GetObject", _handle, _handle, _long)
object_kind = _function("FPDFPageObj_GetType", _byte, _handle)
mark_count = _function("FPDFPageObj_CountMarks", _int, _handle)
mark = _function("FPDFPageObj_GetMark", _handle, _handle, _long)
mark_value = _function("FPDFPageObjMark_GetParamValueType", _int, _handle, ctypes.c_char_p)
bounds = _function("FPDFPageObj_GetBounds", _int, _handle, *[_handle] * 4)
