//! Decimals of Arrow: little-endian two's complement of 32 to 256 bits.

/// The number, where it fits 128 bits.
pub(super) fn whole(bytes: &[u8]) -> Option<i128> {
    let negative = bytes.last().is_some_and(|last| *last >= 0x80);
    let fill = if negative { 0xff } else { 0 };
    let (low, high) = bytes.split_at(bytes.len().min(16));
    let mut wide = [fill; 16];
    wide[..low.len()].copy_from_slice(low);
    let number = i128::from_le_bytes(wide);
    (high.iter().all(|byte| *byte == fill) && (number < 0) == negative).then_some(number)
}

/// The number of 10^-`scale` as plain decimal text, without zeros at the end of its decimals.
pub(super) fn text(bytes: &[u8], scale: i32) -> String {
    let negative = bytes.last().is_some_and(|last| *last >= 0x80);
    let mut digits = magnitude(bytes, negative);
    if scale < 0 && digits != "0" {
        digits.extend(std::iter::repeat_n('0', scale.unsigned_abs() as usize));
    }
    let scale = scale.max(0) as usize;
    if scale > 0 {
        if digits.len() <= scale {
            digits.insert_str(0, &"0".repeat(scale + 1 - digits.len()));
        }
        digits.insert(digits.len() - scale, '.');
        let end = digits.trim_end_matches('0').trim_end_matches('.').len();
        digits.truncate(end);
    }
    if negative { format!("-{digits}") } else { digits }
}

/// The digits of the number without its sign.
fn magnitude(bytes: &[u8], negative: bool) -> String {
    // Limbs of 32 bits, the highest first.
    let mut carry = u64::from(negative);
    let mut limbs: Vec<u32> = bytes
        .chunks_exact(4)
        .map(|part| {
            let limb = u32::from_le_bytes([part[0], part[1], part[2], part[3]]);
            let sum = u64::from(if negative { !limb } else { limb }) + carry;
            carry = sum >> 32;
            sum as u32
        })
        .collect();
    limbs.reverse();
    let mut groups = Vec::new();
    while limbs.iter().any(|limb| *limb != 0) {
        let mut rest = 0_u64;
        for limb in &mut limbs {
            let part = rest << 32 | u64::from(*limb);
            (*limb, rest) = ((part / 1_000_000_000) as u32, part % 1_000_000_000);
        }
        groups.push(rest);
    }
    let Some(first) = groups.pop() else { return "0".to_owned() };
    groups.iter().rev().fold(first.to_string(), |text, group| text + &format!("{group:09}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_says_the_same() {
        for number in [0_i32, 1, -1, 1_999, -1_999, i32::MAX, i32::MIN] {
            let narrow = number.to_le_bytes();
            let fill = if number < 0 { 0xff } else { 0 };
            for width in [4, 8, 16, 32] {
                let mut bytes = vec![fill; width];
                bytes[..4].copy_from_slice(&narrow);
                assert_eq!(whole(&bytes), Some(i128::from(number)));
                assert_eq!(text(&bytes, 0), number.to_string());
            }
        }
    }

    #[test]
    fn scales_move_the_point() {
        let of = |number: i64, scale| text(&number.to_le_bytes(), scale);
        assert_eq!(
            (of(1999, 2), of(-5, 3), of(100, 2)),
            ("19.99".into(), "-0.005".into(), "1".into())
        );
        assert_eq!((of(7, -3), of(0, -3), of(0, 2)), ("7000".into(), "0".into(), "0".into()));
    }

    #[test]
    fn the_widest_numbers_are_exact() {
        // 2^255 - 1 and -2^255, by Python: str(2**255 - 1).
        let most = "57896044618658097711785492504343953926634992332820282019728792003956564819967";
        let mut bytes = [0xff; 32];
        bytes[31] = 0x7f;
        assert_eq!((text(&bytes, 0).as_str(), whole(&bytes)), (most, None));
        let mut bytes = [0; 32];
        bytes[31] = 0x80;
        let least = format!("-{}8", &most[..most.len() - 1]);
        assert_eq!((text(&bytes, 0), whole(&bytes)), (least, None));
        // 19.99 with 40 decimals does not fit 128 bits.
        let mut wide = [0; 32];
        let mut number: [u64; 4] = [1_999, 0, 0, 0];
        for _ in 0..38 {
            let mut carry = 0_u128;
            for limb in &mut number {
                let product = u128::from(*limb) * 10 + carry;
                (*limb, carry) = (product as u64, product >> 64);
            }
        }
        for (slot, limb) in wide.chunks_exact_mut(8).zip(number) {
            slot.copy_from_slice(&limb.to_le_bytes());
        }
        assert_eq!((text(&wide, 40).as_str(), whole(&wide)), ("19.99", None));
    }
}
