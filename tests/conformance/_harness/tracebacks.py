"""Writes down an exception as a debugger, a logger and a reader of the terminal would see it."""

import contextlib
import io
import os
import sys
import traceback

from . import encoding

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MOST_FRAMES = 40
ATTRIBUTES = ("name", "obj", "path", "code", "value", "errno", "filename", "lineno", "offset", "text")


def observe_exception(error, module, above=()):
    """The exception, its frames, what is printed for it, and the exceptions it comes from."""
    strip_harness(error)
    account = {
        "type": encoding.encode(type(error)),
        "args": encoding.encode(list(error.args)),
        "text": encoding.text(encoding.str_of(error)),
        "notes": encoding.encode(getattr(error, "__notes__", None)),
        "attributes": [[name, encoding.short(getattr(error, name))] for name in ATTRIBUTES if hasattr(error, name)],
        "suppress_context": error.__suppress_context__,
        "frames": observe_frames(error.__traceback__, module),
    }
    for link in ("__cause__", "__context__"):
        linked = getattr(error, link)
        if linked is None:
            account[link] = None
        elif linked is error or linked in above:
            account[link] = "cycle"
        else:
            account[link] = observe_exception(linked, module, above + (error,))
    if not above:
        account["printed"] = printed(error)
    if sys.version_info < (3, 12) and type(error) is UnboundLocalError:
        forget_place(account)
    return account


def forget_place(account):
    """CPython 3.11 itself is undecided where an unbound local is read: once a function is warm, two loads become one instruction,
    and the error stands where the first of them does."""
    account["frames"][-1].update(line=None, position=None)
    account.pop("printed", None)


def strip_harness(error):
    """Frames of the harness itself are no part of the observation."""
    link = error.__traceback__
    while link is not None and link.tb_frame.f_code.co_filename.startswith(HERE):
        link = link.tb_next
    error.__traceback__ = link


def observe_frames(link, module):
    """Each traceback entry: where it stands to the column, and what a debugger finds in its frame."""
    links = []
    while link is not None:
        links.append(link)
        link = link.tb_next
    chosen = links if len(links) <= MOST_FRAMES else links[:MOST_FRAMES // 2] + links[-MOST_FRAMES // 2:]
    return [{"depth": len(links)}] + [observe_frame(link, module) for link in chosen]


def observe_frame(link, module):
    frame = link.tb_frame
    code = frame.f_code
    ours = frame.f_globals is module.__dict__
    account = {
        "function": code.co_qualname,
        "name": code.co_name,
        "file": encoding.text(code.co_filename) if ours else os.path.basename(code.co_filename),
        "line": link.tb_lineno,
        "position": position(code, link.tb_lasti),
        "globals": encoding.encode(frame.f_globals.get("__name__")),
    }
    if ours:
        account["first_line"] = code.co_firstlineno
        account["varnames"] = encoding.encode([code.co_varnames, code.co_freevars, code.co_cellvars])
        account["arguments"] = [code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_flags]
        account["locals"] = sorted([name, encoding.short(value)] for name, value in namespace(frame).items())
    return account


def namespace(frame):
    """The locals of a function's frame; at module level the whole namespace would be noise."""
    return {} if frame.f_locals is frame.f_globals else dict(frame.f_locals)


def position(code, lasti):
    """(line, end line, column, end column) of the instruction that raised."""
    if lasti < 0:
        return None
    for index, place in enumerate(code.co_positions()):
        if index == lasti // 2:
            return list(place)
    return "out of range"


def printed(error):
    """The text by the traceback module and the text by the interpreter's own printer: two pieces of code in CPython."""
    own = io.StringIO()
    with contextlib.redirect_stderr(own):
        sys.__excepthook__(type(error), error, error.__traceback__)
    return {
        "module": encoding.text("".join(traceback.format_exception(error))).splitlines(),
        "interpreter": encoding.text(own.getvalue()).splitlines(),
    }
