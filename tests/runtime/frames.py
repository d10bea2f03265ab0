"""Functions with hand-written engines that take star arguments, use variables of other functions, or call Python: see frames.rs."""


def gather(a, b=2, /, c=3, *rest, d=4, **more):
    return a, b, c, d, rest, more


def gather_args(*rest):
    return rest,


def gather_kwargs(a=1, *, k, **more):
    return a, k, more


def outer(y):
    def inner(x):
        return x, y
    return inner


def call(callee, *arguments):
    # The native frame stands at the call.
    return callee(
        *arguments)


def nest(depth, callee):
    if depth:
        return nest(depth - 1, callee)
    return callee()


class Holder:
    def method(self, callee):
        return callee()


def wide(callee):
    a = b = c = d = e = f = g = h = i = j = k = l = m = n = o = p = q = r = s = t = u = v = w = x = y = z = callee
    return [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z][0]()
