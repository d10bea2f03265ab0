//! Versions of types that follow others because native code has stored a plain value in a class in the place of another one; see
//! `csrc/version.c`.

/// So many are known.
const FOLLOWERS: usize = 256;

/// A version, and the first one of those that it follows.
#[repr(C)]
struct Follower {
    version: u32,
    first: u32,
}

/// Is all that was found out for a version of a type true for this one, but for plain values of the type?
#[inline]
pub(crate) fn is_followed(known: u32, version: u32) -> bool {
    version != 0 && first_of(known) == first_of(version)
}

#[inline]
fn first_of(version: u32) -> u32 {
    // SAFETY: there are as many; they are touched only with the GIL held.
    let follower = unsafe { &(*(&raw const annot_followers))[version as usize % FOLLOWERS] };
    if follower.version == version { follower.first } else { version }
}

unsafe extern "C" {
    static annot_followers: [Follower; FOLLOWERS];
}
