//! Metadata of a schema: a count, then keys and values, each with its length in 32 bits of the
//! machine's own order.

use crate::capi::prelude::*;

use crate::arrow::Provenance;

/// The most keys, and the most bytes of one, that are read.
const MOST: i32 = 1 << 24;

/// # Safety
/// `metadata` is NULL or addresses metadata of the C data interface.
pub(super) unsafe fn read(metadata: *const c_char) -> Result<Provenance> {
    if metadata.is_null() {
        return Ok(Provenance::default());
    }
    let mut at = metadata.cast::<u8>();
    let mut found: Vec<&[u8]> = Vec::new();
    let pairs = length_at(at)?;
    at = at.add(4);
    for _ in 0..2 * pairs {
        let length = length_at(at)?;
        found.push(std::slice::from_raw_parts(at.add(4), length));
        at = at.add(4 + length);
    }
    // What is not UTF-8 is none of ours.
    let text = |bytes| std::str::from_utf8(bytes).unwrap_or_default();
    Ok(Provenance::of_pairs(found.chunks_exact(2).map(|pair| (text(pair[0]), text(pair[1])))))
}

/// # Safety
/// `at` addresses four bytes.
unsafe fn length_at(at: *const u8) -> Result<usize> {
    let found = at.cast::<i32>().read_unaligned();
    if !(0..=MOST).contains(&found) {
        return Err(fault(ErrorKind::Length, "metadata", "says a length that cannot be")
            .with_value(found)
            .allowing(format!("0 to {MOST}")));
    }
    Ok(found as usize)
}

/// The same as bytes.
pub(super) fn written(provenance: &Provenance) -> Vec<u8> {
    let pairs: Vec<(&str, &str)> = provenance.pairs().collect();
    let mut bytes = (pairs.len() as i32).to_ne_bytes().to_vec();
    for text in pairs.iter().flat_map(|(key, value)| [key, value]) {
        bytes.extend((text.len() as i32).to_ne_bytes());
        bytes.extend(text.bytes());
    }
    bytes
}
