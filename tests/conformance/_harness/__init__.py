"""The parts of the conformance harness; `../harness.py` is its command line.

Two processes, one interpreted and one built, each write down everything that a program could notice while the tests of one
module run (`observing`, with the help of `encoding` and `tracebacks`). `comparing` says where the two accounts differ. Under
stress, `stressing` makes each guard fail in turn and holds every account against the interpreted one.
"""
