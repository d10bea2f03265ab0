//! The hash of a source file that CPython itself uses (`importlib.util.source_hash`, PEP 552), with which a module
//! notices that the file beside it has changed.

/// `importlib.util.source_hash(source)` of a CPython whose `importlib.util.MAGIC_NUMBER` is `magic`.
pub fn source_hash(magic: u32, source: &[u8]) -> [u8; 8] {
    siphash13(magic as u64, 0, source).to_le_bytes()
}

/// SipHash with one compression round and three at the end.
fn siphash13(k0: u64, k1: u64, bytes: &[u8]) -> u64 {
    let mut v = [
        k0 ^ 0x736f_6d65_7073_6575,
        k1 ^ 0x646f_7261_6e64_6f6d,
        k0 ^ 0x6c79_6765_6e65_7261,
        k1 ^ 0x7465_6462_7974_6573,
    ];
    let chunks = bytes.chunks_exact(8);
    let mut last = [0u8; 8];
    let rest = chunks.remainder();
    last[..rest.len()].copy_from_slice(rest);
    last[7] = bytes.len() as u8;
    for chunk in chunks {
        let mut word = [0u8; 8];
        word.copy_from_slice(chunk);
        absorb(&mut v, u64::from_le_bytes(word));
    }
    absorb(&mut v, u64::from_le_bytes(last));
    v[2] ^= 0xff;
    for _ in 0..3 {
        round(&mut v);
    }
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

fn absorb(v: &mut [u64; 4], word: u64) {
    v[3] ^= word;
    round(v);
    v[0] ^= word;
}

fn round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[2] = v[2].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[1]);
    v[0] = v[0].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].rotate_left(32);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From CPython 3.13 (magic number 3571) and 3.11 (3495): `importlib.util.source_hash(...)`.
    #[test]
    fn it_is_what_cpython_says() {
        let (old, new) = (0x0a0d_0da7, 0x0a0d_0df3);
        let f = b"def f(x: int) -> int:\n    return x\n";
        assert_eq!(source_hash(new, b""), [39, 236, 109, 49, 47, 147, 184, 20]);
        assert_eq!(source_hash(new, b"x = 1\n"), [231, 134, 226, 137, 54, 81, 18, 14]);
        assert_eq!(source_hash(new, f), [241, 193, 135, 192, 229, 187, 38, 84]);
        assert_eq!(source_hash(old, f), [164, 206, 68, 91, 189, 64, 228, 84]);
    }
}
