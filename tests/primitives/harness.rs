
// What `tests/primitives.rs` puts between the runtime's modules and one exported function for each primitive.

use value::{Dyn, Num, Obj};

/// These stand for the runtime's own: no native frame waits here while a primitive runs, and nothing is known of what ends.
mod frame {
    pub(crate) fn may_run_python(_: crate::value::Obj) -> bool {
        true
    }
}

mod generator {
    use crate::value::Obj;

    pub(crate) fn undisturbed(make: impl FnOnce() -> Obj) -> Obj {
        make()
    }
}

mod away {
    pub(crate) struct Away;

    impl Away {
        pub(crate) fn new() -> Away {
            Away
        }
    }
}

/// The arguments of one call, as words of 64 bits.
pub struct Row<'a> {
    words: &'a [u64],
}

impl Row<'_> {
    fn next<T: Words>(&mut self) -> T {
        T::get(&mut || {
            let (first, rest) = self.words.split_first().expect("a word");
            self.words = rest;
            *first
        })
    }
}

/// How a value travels.
trait Words {
    fn get(next: &mut dyn FnMut() -> u64) -> Self;
    fn put(self, put: &mut dyn FnMut(u64));
}

impl Words for i64 {
    fn get(next: &mut dyn FnMut() -> u64) -> i64 {
        next() as i64
    }

    fn put(self, put: &mut dyn FnMut(u64)) {
        put(self as u64);
    }
}

impl Words for i128 {
    fn get(next: &mut dyn FnMut() -> u64) -> i128 {
        let low = next();
        (next() as i64 as i128) << 64 | low as i128
    }

    fn put(self, put: &mut dyn FnMut(u64)) {
        put(self as u64);
        put((self >> 64) as u64);
    }
}

impl Words for f64 {
    fn get(next: &mut dyn FnMut() -> u64) -> f64 {
        f64::from_bits(next())
    }

    fn put(self, put: &mut dyn FnMut(u64)) {
        put(self.to_bits());
    }
}

impl Words for bool {
    fn get(next: &mut dyn FnMut() -> u64) -> bool {
        next() != 0
    }

    fn put(self, put: &mut dyn FnMut(u64)) {
        put(u64::from(self));
    }
}

/// Borrowed as an argument, owned as a result.
impl Words for Obj {
    fn get(next: &mut dyn FnMut() -> u64) -> Obj {
        next() as Obj
    }

    fn put(self, put: &mut dyn FnMut(u64)) {
        put(self as u64);
    }
}

impl<A: Words, B: Words> Words for (A, B) {
    fn get(next: &mut dyn FnMut() -> u64) -> (A, B) {
        (A::get(next), B::get(next))
    }

    fn put(self, put: &mut dyn FnMut(u64)) {
        self.0.put(put);
        self.1.put(put);
    }
}

/// Calls `primitive` on each row; a result is one word that says whether there is a value, then the value.
fn each_row<T: Words>(
    input: *const u64,
    output: *mut u64,
    rows: usize,
    width: usize,
    result_width: usize,
    primitive: impl Fn(&mut Row) -> Option<T>,
) {
    let input = unsafe { std::slice::from_raw_parts(input, rows * width) };
    let output = unsafe { std::slice::from_raw_parts_mut(output, rows * (1 + result_width)) };
    for (words, result) in input.chunks_exact(width).zip(output.chunks_exact_mut(1 + result_width)) {
        if let Some(value) = primitive(&mut Row { words }) {
            result[0] = 1;
            let mut at = 1;
            value.put(&mut |word| {
                result[at] = word;
                at += 1;
            });
        }
    }
}

// Boxing, one function for each direction; `kind` is the first letter that `boxing.py` uses.

fn put_all<T: Words>(value: T, output: *mut u64) -> i32 {
    let mut at = 0;
    value.put(&mut |word| {
        unsafe { *output.add(at) = word };
        at += 1;
    });
    1
}

fn num_words(value: Num) -> (f64, (i64, bool)) {
    (value.f, (value.i, value.is_int))
}

#[unsafe(no_mangle)]
pub extern "C" fn boxing_get(kind: u8, object: Obj, output: *mut u64) -> i32 {
    match kind {
        b'i' => boxing::get_i64(object).map_or(0, |value| put_all(value, output)),
        b'w' => boxing::get_i128(object).map_or(0, |value| put_all(value, output)),
        b'f' => boxing::get_f64(object).map_or(0, |value| put_all(value, output)),
        b'b' => boxing::get_bool(object).map_or(0, |value| put_all(value, output)),
        b'n' => boxing::get_none(object).map_or(0, |()| 1),
        b'm' => boxing::get_num(object).map_or(0, |value| put_all(num_words(value), output)),
        b'd' => {
            let [tag, payload] = boxing::get_dyn(object).words();
            put_all((tag as i64, payload as i64), output)
        }
        _ => -1,
    }
}

/// 1 and the reference consumed, or 0 and it given back (and released here).
#[unsafe(no_mangle)]
pub extern "C" fn boxing_take(kind: u8, object: Obj) -> i32 {
    let owned = boxing::new_ref(object);
    let back = match kind {
        b'i' => boxing::take_i64(owned).err(),
        b'w' => boxing::take_i128(owned).err(),
        b'f' => boxing::take_f64(owned).err(),
        b'b' => boxing::take_bool(owned).err(),
        b'n' => boxing::take_none(owned).err(),
        b'm' => boxing::take_num(owned).err(),
        b'd' => boxing::take_scalar(owned).err(),
        _ => return -1,
    };
    match back {
        Some(same) => {
            assert!(same == object);
            boxing::release(same);
            0
        }
        None => 1,
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn boxing_new(kind: u8, words: *const u64) -> Obj {
    let words = unsafe { std::slice::from_raw_parts(words, 4) };
    let mut row = Row { words };
    match kind {
        b'i' => boxing::new_int(row.next()),
        b'w' => boxing::new_wide(row.next()),
        b'f' => boxing::new_float(row.next()),
        b'b' => boxing::new_bool(row.next()),
        b'n' => boxing::new_none(),
        b'm' => boxing::new_num(Num { f: row.next(), i: row.next(), is_int: row.next() }),
        b't' => boxing::new_tuple(&[boxing::new_int(row.next()), boxing::new_float(row.next()), boxing::new_none()]),
        _ => std::ptr::null_mut(),
    }
}

/// Through `Dyn` and back.
#[unsafe(no_mangle)]
pub extern "C" fn boxing_dyn(object: Obj) -> Obj {
    let value: Dyn = boxing::get_dyn(object);
    boxing::new_dyn(value)
}

/// The items of a tuple of three in a new tuple, else the object itself.
#[unsafe(no_mangle)]
pub extern "C" fn boxing_tuple(object: Obj) -> Obj {
    match boxing::tuple_items(object, 3) {
        Some(items) => {
            let owned: Vec<Obj> = items.iter().rev().map(|&item| boxing::new_ref(item)).collect();
            boxing::new_tuple(&owned)
        }
        None => boxing::new_ref(object),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn boxing_layout_is_right() -> i32 {
    i32::from(unsafe { layout_long::check() })
}
