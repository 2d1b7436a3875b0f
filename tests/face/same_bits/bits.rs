//! Columns as lines of bits, as the C programs print them.

use std::fmt::Write as _;

/// Values as the C program prints them: their bits, or a hash of many.
pub(crate) trait Bits: Copy {
    fn bytes(self) -> Vec<u8>;
}

macro_rules! bits {
    ($($number:ty),*) => { $(impl Bits for $number {
        fn bytes(self) -> Vec<u8> { self.to_ne_bytes().to_vec() }
    })* };
}
bits!(u8, i32, u32, i64, u64, f64);

pub(crate) fn print<T: Bits>(out: &mut String, name: &str, column: &[T]) {
    let _ = write!(out, "{name} {}", column.len());
    if column.len() <= 8 {
        for value in column {
            let mut bits = [0; 8];
            let bytes = value.bytes();
            bits[..bytes.len()].copy_from_slice(&bytes);
            let _ = write!(out, " {:016x}", u64::from_ne_bytes(bits));
        }
    } else {
        let hash = column
            .iter()
            .flat_map(|value| value.bytes())
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
            });
        let _ = write!(out, " #{hash:016x}");
    }
    out.push('\n');
}
