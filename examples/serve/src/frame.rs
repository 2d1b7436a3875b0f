//! One group of messages that reached the disk together, as it stands in a journal.
//!
//! A group is written after the one before it is on the disk, so only the last can be torn. Each
//! begins with its length, the base's number of its first message and two checksums, of which one
//! is of these numbers, so that a damaged length is not taken for a file that ends early. The
//! checksums count the place in the file, too: what a customer's id says is no frame.

use crate::message::Message;

const MAGIC: [u8; 4] = *b"HSF1";
/// Magic, length, first, checksum of the messages, checksum of the head.
const HEAD: usize = 4 + 4 + 8 + 4 + 4;

/// A group of messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The number that the base gives to the first of them that it takes in.
    pub first: u64,
    /// The messages in their order.
    pub messages: Vec<Message>,
}

/// What a journal's bytes say.
#[derive(Debug, PartialEq, Eq)]
pub struct Frames {
    /// All that is sound.
    pub frames: Vec<Frame>,
    /// Where it ends: what stands behind was torn, and acknowledged to nobody.
    pub sound: usize,
}

/// Something is damaged that others were written after.
#[derive(Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where it begins.
    pub at: usize,
}

/// Appends a frame that will stand at byte `at` of its file.
pub fn write<'a>(
    first: u64,
    messages: impl Iterator<Item = &'a Message>,
    at: u64,
    to: &mut Vec<u8>,
) {
    let begin = to.len();
    to.resize(begin + HEAD, 0);
    messages.for_each(|message| message.write(to));
    let (head, payload) = to[begin..].split_at_mut(HEAD);
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    head[..4].copy_from_slice(&MAGIC);
    head[4..8].copy_from_slice(&length.to_le_bytes());
    head[8..16].copy_from_slice(&first.to_le_bytes());
    head[16..20].copy_from_slice(&checksum(at, payload).to_le_bytes());
    let of_head = checksum(at, &head[..20]);
    head[20..].copy_from_slice(&of_head.to_le_bytes());
}

/// Reads the frames of a file.
///
/// # Errors
/// Where a frame is damaged and a sound one stands behind it.
pub fn read(bytes: &[u8]) -> Result<Frames, Damage> {
    let (mut frames, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        match frame(bytes, at) {
            Some((frame, end)) => {
                frames.push(frame);
                at = end;
            }
            None if (at + 1..bytes.len()).any(|behind| frame(bytes, behind).is_some()) => {
                return Err(Damage { at });
            }
            None => break,
        }
    }
    Ok(Frames { frames, sound: at })
}

/// The sound frame at a place, and where it ends.
fn frame(bytes: &[u8], at: usize) -> Option<(Frame, usize)> {
    let (head, rest) = bytes.get(at..)?.split_first_chunk::<HEAD>()?;
    if head[..4] != MAGIC || number(&head[20..])? != checksum(at as u64, &head[..20]) {
        return None;
    }
    let length = number(&head[4..8])? as usize;
    let first = u64::from_le_bytes(head[8..16].try_into().ok()?);
    let mut payload = rest.get(..length)?;
    if number(&head[16..20])? != checksum(at as u64, payload) {
        return None;
    }
    let mut messages = Vec::new();
    while !payload.is_empty() {
        messages.push(Message::read(&mut payload)?);
    }
    Some((Frame { first, messages }, at + HEAD + length))
}

fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn checksum(at: u64, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&at.to_le_bytes());
    hasher.update(bytes);
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> (Vec<u8>, Vec<Frame>, Vec<usize>) {
        let erasure = |id: &str| Message::Erasure(id.to_owned());
        let frames = vec![
            Frame { first: 1, messages: vec![erasure("Ada"), erasure("Bo")] },
            Frame { first: 3, messages: vec![erasure("Cy")] },
            Frame { first: 4, messages: vec![erasure("Di"), erasure("Ed"), erasure("Fay")] },
        ];
        let (mut bytes, mut ends) = (Vec::new(), vec![0]);
        for frame in &frames {
            let at = bytes.len() as u64;
            write(frame.first, frame.messages.iter(), at, &mut bytes);
            ends.push(bytes.len());
        }
        (bytes, frames, ends)
    }

    #[test]
    fn a_file_cut_anywhere_is_read_up_to_its_last_whole_frame() {
        let (bytes, frames, ends) = file();
        for length in 0..=bytes.len() {
            let whole = ends.iter().rposition(|&end| end <= length).unwrap();
            let read = read(&bytes[..length]).unwrap();
            assert_eq!(read, Frames { frames: frames[..whole].to_vec(), sound: ends[whole] });
        }
    }

    #[test]
    fn a_torn_frame_may_hold_zeros_where_the_disk_did_not_come_to() {
        let (bytes, frames, ends) = file();
        for length in ends[2]..bytes.len() {
            let mut torn = bytes[..length].to_vec();
            torn.resize(bytes.len() + 7, 0);
            let read = read(&torn).unwrap();
            assert_eq!((read.frames.len(), read.sound), (2, ends[2]));
            assert_eq!(read.frames, frames[..2]);
        }
    }

    #[test]
    fn every_flipped_bit_before_the_last_frame_is_damage_and_named() {
        let (bytes, _, ends) = file();
        for bit in 0..8 * bytes.len() {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let begin = *ends.iter().rfind(|&&end| end <= bit / 8).unwrap();
            match read(&flipped) {
                Err(damage) => assert_eq!(damage, Damage { at: begin }),
                Ok(read) => assert_eq!((begin, read.sound), (ends[2], ends[2])),
            }
        }
    }

    #[test]
    fn a_frame_at_another_place_is_none() {
        let (bytes, _, ends) = file();
        assert_eq!(read(&bytes[ends[1]..]).unwrap().frames, []);
    }
}
